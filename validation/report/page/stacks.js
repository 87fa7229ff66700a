// Where the cycles go: two stacked bars a layer, the analytical one above the simulated.

const barsShown = 60;
const stackView = { relative: several };

/** Bars: layers of a case, or whole cases. {name, row, analytical: parts, simulated: parts}. */
function stackBars() {
    if (selection.case >= 0) {
        return rowsOfCase().map((row) => ({
            name: row.layer.name,
            row,
            analytical: stackParts(row.layer.analytical.cycle_stack),
            simulated: stackParts(row.layer.simulation.cycle_stack),
        }));
    }
    return validation.cases.map((one, caseIndex) => ({
        name: one.name,
        row: { caseIndex, layerIndex: -1 },
        analytical: summedParts(one.layers.map((layer) => layer.analytical)),
        simulated: summedParts(one.layers.map((layer) => layer.simulation)),
    }));
}

function stackSeries(bars, names) {
    const memories = [
        ...new Set(bars.flatMap((bar) => bar.simulated.map((part) => part.memory).filter(Boolean))),
    ];
    return ["analytical", "simulated"].flatMap((model) =>
        names.map((name) => {
            const part = bars.flatMap((bar) => bar[model]).find((one) => one.name === name);
            return {
                type: "bar",
                name,
                stack: model,
                barWidth: "38%",
                barGap: "8%",
                itemStyle: partStyle(part ?? {}, memories, model),
                data: bars.map((bar) => {
                    const cycles = bar[model].find((one) => one.name === name)?.cycles ?? 0;
                    return {
                        value: stackView.relative ? cycles / cyclesOf(bar.analytical) : cycles,
                        row: () => bar.row,
                    };
                }),
            };
        }),
    );
}

function stackTip(bar) {
    const cycles = (parts) => new Map(parts.map((part) => [part.name, part.cycles]));
    const [analytical, simulated] = [cycles(bar.analytical), cycles(bar.simulated)];
    const total = [cyclesOf(bar.analytical), cyclesOf(bar.simulated)];
    const lines = [...new Set([...analytical.keys(), ...simulated.keys()])]
        .map((name) => [name, analytical.get(name) ?? 0, simulated.get(name) ?? 0])
        .filter(([, ours, theirs]) => ours || theirs)
        .map(([name, ours, theirs]) => [name, both(ours, theirs)]);
    return tip(bar.name, [
        ...lines,
        ["all", both(...total)],
        ["deviation", percent(deviation(total[1], total[0]))],
    ]);
}

function both(analytical, simulated) {
    return analytical === simulated
        ? whole(analytical)
        : `${whole(analytical)} → ${whole(simulated)}`;
}

function drawStacks() {
    const all = stackBars();
    const bars = largest(all, barsShown, (bar) => cyclesOf(bar.simulated));
    const parts = bars.flatMap((bar) => [...bar.analytical, ...bar.simulated]);
    const used = new Set(parts.filter((part) => part.cycles).map((part) => part.name));
    const names = [...new Set(parts.map((part) => part.name))].filter((name) => used.has(name));
    const what = selection.case < 0 ? "case" : "layer";
    return {
        height: 60 + legendHeight(names) + bars.length * rowHeight(bars.length),
        option: {
            legend: legend({ itemStyle: { opacity: 1 } }),
            grid: labelled({ top: legendHeight(names) + 20, bottom: 40 }),
            xAxis: across(stackView.relative ? "share of the analytical cycles" : "cycles", {
                type: "value",
                axisLabel: {
                    formatter: stackView.relative
                        ? (v) => roundPercent(v, { sign: false })
                        : scaled,
                },
            }),
            yAxis: rowsAxis(bars.map((bar) => bar.name)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: (items) => stackTip(bars[items[0].dataIndex]),
            },
            series: stackSeries(bars, names),
        },
        says:
            `For each ${what} the upper, fainter bar is the analytical model, ` +
            "the lower one the simulation. " +
            "Waiting for a memory further in is hatched." +
            (bars.length < all.length
                ? ` Shown: the ${bars.length} longest of ${whole(all.length)}.`
                : ""),
    };
}

function stackSwitch() {
    return switchOf(["cycles", "share"], Number(stackView.relative), (chosen) => {
        stackView.relative = chosen === 1;
        redrawOf("stacks");
    });
}

function stacksSection() {
    return element(
        "section",
        {},
        element("h2", {}, "Where the cycles go"),
        element(
            "p",
            {},
            "The cycle stacks of both models: the array computes, or waits for a fill or a " +
                "drain; " +
                "start and tail are before the first and after the last MAC.",
        ),
        figure({ id: "stacks", draw: drawStacks, extra: stackSwitch(), onclick: choose }),
    );
}
