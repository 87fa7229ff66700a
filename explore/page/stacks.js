// Where the cycles of the selected design go: by the estimate, exactly, and simulated.

const stackView = { byLayer: false };

/** The stacks that are known of a design or of one of its layers. */
function stacksOf(part) {
    const { timing } = exploration;
    return [
        timing === "exact" ? null : [`estimated (${timing})`, part.cycle_stack],
        ["exact", part.exact_cycle_stack],
        part.simulated_cycle_stack ? ["simulated", part.simulated_cycle_stack] : null,
    ].filter(Boolean);
}

/**
 * Rows of bars: a design has one for each way of counting; by layer each has one, with a bar for each
 * way in it. [{name, bars: [{way, parts}]}]
 */
function stackRows(design) {
    const bars = (part) =>
        stacksOf(part).map(([way, stack]) => ({ way, parts: stackParts(stack) }));
    if (stackView.byLayer && design.layers) {
        return design.layers.map((layer) => ({ name: layer.name, bars: bars(layer) }));
    }
    return bars(design).map((bar) => ({ name: bar.way, bars: [bar] }));
}

function partOf(bar, name) {
    return bar.parts.find((part) => part.name === name);
}

/** The later ways are the truer ones, and stand out. */
function opacityOf(way, count) {
    return [1, 0.75, 0.45][count - 1 - way];
}

function stackSeries(rows, names) {
    const bars = rows.flatMap((row) => row.bars);
    const memories = [...new Set(bars[0].parts.map((part) => part.memory).filter(Boolean))];
    const ways = rows[0].bars.length;
    return rows[0].bars.flatMap((_, way) =>
        names.map((name) => ({
            type: "bar",
            name,
            stack: String(way),
            barWidth: ways === 1 ? "66%" : `${Math.floor(84 / ways)}%`,
            barGap: "8%",
            itemStyle: {
                ...partStyle(
                    bars.map((bar) => partOf(bar, name)).find(Boolean),
                    memories,
                    "simulated",
                ),
                opacity: opacityOf(way, ways),
            },
            data: rows.map((row) => partOf(row.bars[way], name)?.cycles ?? 0),
        })),
    );
}

function drawStacks() {
    const { design } = selection;
    if (!design.cycle_stack) return { says: withoutStack() };
    const rows = stackRows(design);
    const parts = rows.flatMap((row) => row.bars.flatMap((bar) => bar.parts));
    const used = new Set(parts.filter((part) => part.cycles).map((part) => part.name));
    const names = [...new Set(parts.map((part) => part.name))].filter((name) => used.has(name));
    const row = rows[0].bars.length === 1 ? 34 : 8 + 12 * rows[0].bars.length;
    const above = legendHeight(names, document.getElementById("stacks").clientWidth);
    return {
        height: 66 + above + rows.length * row,
        option: {
            legend: legend({ itemStyle: { opacity: 1 } }),
            grid: labelled({ top: above + 20, bottom: 40 }),
            xAxis: across("cycles", { type: "value", axisLabel: { formatter: scaled } }),
            yAxis: rowsAxis(rows.map(({ name }) => name)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: ([{ dataIndex }]) => stackTip(rows[dataIndex], names),
            },
            series: stackSeries(rows, names),
        },
        says: stackSays(design),
    };
}

function withoutStack() {
    const broken = front.filter((design) => design.cycle_stack).length;
    return (
        `The page has the stacks of the first ${whole(broken)} designs of the front. The command ` +
        "below says those of this one."
    );
}

function stackTip(row, names) {
    const of = (take) => row.bars.map((bar) => whole(take(bar))).join(" → ");
    return tip(row.name, [
        ...(row.bars.length > 1 ? [["", row.bars.map((bar) => bar.way).join(" → ")]] : []),
        ...names.map((name) => [name, of((bar) => partOf(bar, name)?.cycles ?? 0)]),
        ["all", of((bar) => cyclesOf(bar.parts))],
    ]);
}

function stackSays(design) {
    const estimate =
        exploration.timing === "exact"
            ? ""
            : `The estimate is ${percent(deviation(design.cycles, design.exact_cycles))} off the exact time on ideal hardware. `;
    const simulated =
        design.simulated_cycles === undefined
            ? ""
            : `The simulation with all mechanisms takes ${whole(design.simulated_cycles)} cycles, ` +
              (design.simulated_cycles === design.exact_cycles
                  ? "as many as the exact time. "
                  : `${percent(deviation(design.simulated_cycles, design.exact_cycles))} against ` +
                    "the exact time. ");
    const ways =
        stackView.byLayer && design.layers
            ? `From the top, ever stronger: ${stacksOf(design)
                  .map(([way]) => way)
                  .join(", ")}. `
            : "";
    return estimate + simulated + ways + "Waiting for a memory further in is hatched.";
}

function stackFigure() {
    const several = exploration.layers.length > 1;
    return figure({
        id: "stacks",
        title: "Where the cycles go",
        draw: drawStacks,
        extra: several
            ? switchOf(["all layers together", "each layer"], 0, (i) => {
                  stackView.byLayer = i === 1;
                  redrawOf("stacks");
              })
            : null,
    });
}
