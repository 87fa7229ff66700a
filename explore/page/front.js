// The front: two figures of each design, with zoom, colours and the designs that filters leave.

const view = {
    x: columnOf(exploration.objectives[0]) ?? figures[0],
    y: columnOf(exploration.objectives[1]) ?? otherThan(exploration.objectives[0]),
    log: [true, true],
    colouring: null,
    zoom: null, // [[low, high], [low, high]] in positions; null: everything
    chart: null,
};

function otherThan(key) {
    return figures.find((figure) => figure.key === "area" && figure.key !== key) ?? figures.at(-1);
}

/** 1 where a smaller value is the better one, else −1. */
function direction(figure) {
    return figure.larger ? -1 : 1;
}

/** Of the designs shown those that no other one beats in the two figures, as the corners of a line. */
function stairs(list) {
    const sign = [direction(view.x), direction(view.y)];
    const points = list
        .map((design) => [view.x.value(design), view.y.value(design)])
        .sort((a, b) => sign[0] * (a[0] - b[0]) || sign[1] * (a[1] - b[1]));
    const corners = [];
    let best = Infinity;
    for (const [x, y] of points) {
        if (sign[1] * y >= best) continue;
        best = sign[1] * y;
        if (corners.length) corners.push([x, corners.at(-1)[1]]);
        corners.push([x, y]);
    }
    return corners;
}

function designTip(design) {
    return tip(designName(design), designLines(design));
}

function frontScales() {
    return [view.x, view.y].map((figure, i) => {
        const numbers = front.map(figure.value).filter((number) => number !== null);
        return scaleOf([...numbers, ...densityReach()[i]], view.log[i]);
    });
}

function pointsOf(list, scales, style) {
    return list.map((design) => ({
        value: [scales[0].position(view.x.value(design)), scales[1].position(view.y.value(design))],
        design: () => design,
        itemStyle: style(design),
    }));
}

function frontSeries(scales) {
    const shown = shownDesigns();
    const hidden = front.filter((design) => !passes(design));
    const shade = colouring();
    const at = (design) => [
        scales[0].position(view.x.value(design)),
        scales[1].position(view.y.value(design)),
    ];
    const size = front.length > 300 ? 7 : 10;
    return [
        ...densitySeries(scales),
        {
            type: "line",
            silent: true,
            symbol: "none",
            lineStyle: { color: colour("quiet"), width: 1, opacity: 0.7 },
            data: stairs(shown).map(([x, y]) => [scales[0].position(x), scales[1].position(y)]),
        },
        {
            name: "left out",
            type: "scatter",
            symbolSize: size - 3,
            data: pointsOf(hidden, scales, () => ({ color: colour("rule") })),
        },
        {
            name: "front",
            type: "scatter",
            symbolSize: size,
            emphasis: { scale: 1.5 },
            data: pointsOf(shown, scales, (design) => ({
                color: shade(design),
                opacity: 0.9,
                borderColor: colour("ground"),
                borderWidth: 0.75,
            })),
        },
        {
            type: "scatter",
            silent: true,
            symbolSize: size + 7,
            data: [at(selection.design)],
            itemStyle: { color: "transparent", borderColor: colour("ink"), borderWidth: 1.75 },
        },
    ];
}

/** What is seen of each axis, in positions. */
function seen(scales) {
    return view.zoom ?? scales.map((scale) => [scale.low, scale.high]);
}

function wantedTicks() {
    return [narrow() ? 4 : 8, 6];
}

function titleOf(figure, scale) {
    return `${figure.title}${figure.unit && figure.unit !== "cycles" ? `, ${figure.unit}` : ""}${scale.log ? "" : " (linear)"}`;
}

function drawFront() {
    const scales = frontScales();
    const [x, y] = seen(scales);
    const wanted = wantedTicks();
    const shared = (scale, i, [low, high]) => ({
        ...roundAxis(scale, low, high, wanted[i]),
        min: scale.low,
        max: scale.high,
    });
    return {
        height: narrow() ? 380 : 520,
        option: {
            grid: { left: 58, right: 24, top: 34, bottom: 48 },
            tooltip: {
                trigger: "item",
                formatter: ({ data }) =>
                    data?.design ? designTip(data.design()) : (data?.says?.() ?? ""),
            },
            toolbox: { top: -60, feature: { dataZoom: { show: true, filterMode: "none" } } },
            dataZoom: [0, 1].map((i) => ({
                type: "inside",
                [i === 0 ? "xAxisIndex" : "yAxisIndex"]: 0,
                filterMode: "none",
                startValue: (i === 0 ? x : y)[0],
                endValue: (i === 0 ? x : y)[1],
                zoomOnMouseWheel: "ctrl",
                moveOnMouseMove: true,
                preventDefaultMouseMove: false,
            })),
            xAxis: across(titleOf(view.x, scales[0]), shared(scales[0], 0, x)),
            yAxis: up(titleOf(view.y, scales[1]), shared(scales[1], 1, y)),
            series: frontSeries(scales),
        },
        says: frontSays(),
    };
}

function frontSays() {
    const left = front.length - shownDesigns().length;
    return (
        "A point a design of the front; the line joins those that none of them beats in these " +
        "two figures. Drag to move, hold Ctrl to zoom with the wheel, click a design for its " +
        "stack." +
        (left ? ` ${whole(left)} that the filters leave out are grey.` : "") +
        densitySays()
    );
}

/** A choice among columns, as a labelled box. */
function columnChoice(label, list, chosen, none, take) {
    const names = list.map((column) => column.title);
    const box = choices(names, none, list.indexOf(chosen), (i) => take(list[i] ?? null));
    return element("label", {}, element("span", { class: "what" }, label), box);
}

function logChoice(i) {
    const box = element("input", {
        type: "checkbox",
        id: "log-" + "xy"[i],
        onchange: (event) => {
            view.log[i] = event.target.checked;
            view.zoom = null;
            redrawOf("front");
        },
    });
    box.checked = view.log[i];
    return element("label", { class: "tick" }, box, "log");
}

function frontControls(key) {
    const figureChoice = (which, label) =>
        columnChoice(label, figures, view[which], null, (figure) => {
            view[which] = figure;
            view.zoom = null;
            redrawOf("front");
        });
    return element(
        "div",
        { class: "controls settings" },
        figureChoice("x", "Across"),
        logChoice(0),
        figureChoice("y", "Up"),
        logChoice(1),
        columnChoice("Colour", columns.filter(varies), null, "one for all", (column) => {
            view.colouring = column;
            key.fill();
            redrawOf("front");
            redrawOf("parallel");
        }),
        zoomButtons(),
    );
}

function frontSection() {
    const key = colourKey();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", key.fill);
    const drawn = figure({
        id: "front",
        draw: drawFront,
        many: () => front.length + density.cells.length,
        onclick: chooseDesign,
        mounted: watchFront,
    });
    onFilters(() => redrawOf("front"));
    return element(
        "section",
        {},
        element("h2", {}, "The front"),
        element(
            "p",
            {},
            `Designs that no other one equals or beats in all of ${objectiveNames()}. Other ` +
                "figures can be put on the axes; the designs stay the same.",
        ),
        frontControls(key),
        key.element,
        drawn,
    );
}
