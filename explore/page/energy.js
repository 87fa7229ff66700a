// What the energy of the selected design goes to.

const energyView = { by: "tensor", byLayer: false };

/** From the outermost memory inwards. */
function memoryNames(design) {
    const inner = Object.keys(design.cycle_stack.waiting);
    const counted = Object.keys(design.energy.memories ?? {});
    return [...counted.filter((name) => !inner.includes(name)), ...inner];
}

/** {tensor: {cause: pJ}} by place: [{name, amounts}]; only where something is spent. */
function energyPlaces(energy, memories) {
    const places = memories.flatMap((memory) => [
        { name: memory, amounts: energy.memories?.[memory] },
        { name: memory + " networks", amounts: energy.networks?.[memory] },
    ]);
    return [...places, { name: "PEs", amounts: energy.pe }].filter((place) => place.amounts);
}

/** Sums of pJ by tensor or by cause. */
function energyParts(placesOfBar) {
    return added(
        placesOfBar.map(({ amounts }) =>
            added(
                Object.entries(amounts)
                    .map(([tensor, causes]) => {
                        const parts = Object.entries(causes);
                        return energyView.by === "cause"
                            ? parts
                            : parts.map(([, amount]) => [tensorName(tensor), amount]);
                    })
                    .map(summed),
            ),
        ),
    );
}

function summed(entries) {
    return added(entries.map((entry) => [entry]));
}

function tensorName(tensor) {
    return tensor === "no_tensor" ? "of no tensor" : tensor;
}

/** Bars: places of all layers together, or layers. */
function energyBars(design) {
    const memories = memoryNames(design);
    if (energyView.byLayer && design.layers) {
        return design.layers.map((layer) => ({
            name: layer.name,
            parts: energyParts(energyPlaces(layer.energy, memories)),
        }));
    }
    return energyPlaces(design.energy, memories).map((place) => ({
        name: place.name,
        parts: energyParts([place]),
    }));
}

function partLook(name, names) {
    if (energyView.by === "cause") {
        const [kind, decal] = causeLooks[name] ?? ["other"];
        return { color: colour(kind), ...(decal ? { decal } : {}) };
    }
    const tensors = names.filter((other) => other !== tensorName("no_tensor"));
    const place = tensors.indexOf(name);
    return { color: colour(place < 0 ? "start" : energyPalette[place % energyPalette.length]) };
}

function picojoules(amount) {
    return withPrefix(amount * 1e-12, "J");
}

function total(parts) {
    return [...parts.values()].reduce((sum, amount) => sum + amount, 0);
}

function drawEnergy() {
    const { design } = selection;
    if (!design.energy) return { says: "" };
    const bars = energyBars(design);
    if (bars.length === 0) return { says: "These costs cannot be taken apart." };
    const names = [...new Set(bars.flatMap((bar) => [...bar.parts.keys()]))];
    const above = legendHeight(names, document.getElementById("energy").clientWidth);
    return {
        height: 66 + above + bars.length * (bars.length > 12 ? 18 : 34),
        option: {
            legend: legend(),
            grid: labelled({ top: above + 20, bottom: 40 }),
            xAxis: across("energy", { type: "value", axisLabel: { formatter: picojoules } }),
            yAxis: rowsAxis(bars.map((bar) => bar.name)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: ([{ dataIndex }]) => energyTip(bars[dataIndex], design),
            },
            series: names.map((name) => ({
                type: "bar",
                name,
                stack: "energy",
                barWidth: "66%",
                itemStyle: partLook(name, names),
                data: bars.map((bar) => bar.parts.get(name) ?? 0),
            })),
        },
        says: energySays(design),
    };
}

function energyTip(bar, design) {
    const lines = [...bar.parts].map(([name, amount]) => [name, picojoules(amount)]);
    const all = total(bar.parts);
    return tip(bar.name, [
        ...lines,
        ["all", picojoules(all)],
        ["of the design", percent(all / design.energy_pj, { sign: false })],
    ]);
}

function energySays(design) {
    return (
        `Altogether ${picojoules(design.energy_pj)}. ` +
        exploration.costs.map(sentence).join(" ") +
        (exploration.technology ? "" : " They give nothing for DRAM and for networks.")
    );
}

function energyFigure() {
    const ways = ["tensor", "cause"];
    return figure({
        id: "energy",
        title: "Where the energy goes",
        draw: drawEnergy,
        extra: element(
            "div",
            { class: "switches" },
            switchOf(["by tensor", "by cause"], 0, (i) => {
                energyView.by = ways[i];
                redrawOf("energy");
            }),
            exploration.layers.length > 1
                ? switchOf(["all layers together", "each layer"], 0, (i) => {
                      energyView.byLayer = i === 1;
                      redrawOf("energy");
                  })
                : null,
        ),
    });
}
