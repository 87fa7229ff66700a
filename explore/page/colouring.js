// Designs painted by the value of a column, and what the colours mean.

/** From one end of the palette to the other. */
function paletteColour(fraction) {
    const stops = [0, 1, 2, 3, 4].map((i) => channels(colour("scale-" + i)));
    const place = Math.min(3.9999, Math.max(0, fraction * 4));
    const [from, to] = [stops[Math.floor(place)], stops[Math.floor(place) + 1]];
    const part = place - Math.floor(place);
    return `rgb(${from.map((c, i) => Math.round(c + part * (to[i] - c))).join(",")})`;
}

function channels(hex) {
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/** A function from a design to its colour. */
function colouring() {
    const column = view.colouring;
    if (!column) {
        const only = colour("analytical");
        return () => only;
    }
    const { distinct } = column;
    if (!column.numeric || distinct.length <= stepsShown) {
        const of = new Map(
            distinct.map((value, i) => [
                value,
                paletteColour(i / Math.max(1, distinct.length - 1)),
            ]),
        );
        return (design) => of.get(column.value(design)) ?? colour("quiet");
    }
    const scale = scaleOf(distinct, distinct.at(-1) > 20 * distinct[0]);
    return (design) => {
        const place = scale.position(column.value(design));
        return paletteColour((place - scale.least) / (scale.most - scale.least));
    };
}

function colourKey() {
    const key = element("div", { class: "key", id: "colour-key" });
    const fill = () => {
        const column = view.colouring;
        key.replaceChildren();
        if (!column) return;
        const { distinct } = column;
        if (!column.numeric || distinct.length <= stepsShown) {
            distinct.forEach((value, i) =>
                key.append(
                    chip(paletteColour(i / Math.max(1, distinct.length - 1)), column.show(value)),
                ),
            );
            return;
        }
        const ramp = element("span", { class: "ramp" });
        key.append(
            column.show(distinct[0]),
            ramp,
            column.show(distinct.at(-1)),
            column.unit ? thin + column.unit : "",
        );
    };
    fill();
    return { element: key, fill };
}

function chip(shade, text) {
    const mark = element("i");
    mark.style.background = shade;
    return element("span", { class: "chip" }, mark, text);
}
