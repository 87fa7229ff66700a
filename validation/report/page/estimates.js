// How far the estimates that people use are from the simulation.

const estimateNames = {
    exact: "exact (ours)",
    maestro: "MAESTRO’s rule",
    timeloop: "Timeloop’s rule",
};
/** A little above and below the middle of their row, since they often agree. */
const estimateMarks = {
    exact: { symbol: "circle", colour: "analytical", offset: 0 },
    maestro: { symbol: "triangle", colour: "fill", offset: -4 },
    timeloop: { symbol: "diamond", colour: "latency", offset: 4 },
};

function estimateBars() {
    if (selection.case >= 0) {
        return rowsOfCase().map((row) => ({
            name: row.layer.name,
            row,
            estimates: row.layer.estimates ?? {},
            cycles: row.layer.simulation.cycles,
        }));
    }
    return validation.cases.map((one, caseIndex) => ({
        name: one.name,
        row: { caseIndex, layerIndex: -1 },
        estimates: one.total.estimates ?? {},
        cycles: one.total.simulated_cycles,
    }));
}

function estimateSeries(bars, timing) {
    const mark = estimateMarks[timing] ?? { symbol: "rect", colour: "other", offset: 0 };
    return {
        type: "scatter",
        name: estimateNames[timing] ?? timing,
        symbol: mark.symbol,
        symbolSize: 8,
        symbolOffset: [0, paper ? mark.offset * 0.8 : mark.offset],
        itemStyle: { color: colour(mark.colour), opacity: 0.9 },
        data: bars
            .filter((bar) => bar.estimates[timing]?.error !== undefined)
            .map((bar) => ({
                value: [bar.estimates[timing].error, bar.name],
                row: () => bar.row,
                bar: () => bar,
            })),
    };
}

function estimateTip(bar) {
    return tip(bar.name, [
        ["simulated", whole(bar.cycles) + " cycles"],
        ...Object.entries(bar.estimates).map(([timing, estimate]) => [
            estimateNames[timing] ?? timing,
            `${whole(estimate.cycles)}   ${percent(estimate.error)}`,
        ]),
    ]);
}

/** Mean and greatest |error| by timing, in words. */
function estimateSentence(bars, timings) {
    return timings
        .map((timing) => {
            const errors = bars
                .map((bar) => bar.estimates[timing]?.error)
                .filter((error) => typeof error === "number")
                .map(Math.abs);
            if (errors.length === 0) return null;
            const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
            const most = errors.reduce((a, b) => Math.max(a, b), 0);
            const [usual, worst] = [mean, most].map((error) =>
                roundPercent(error, { sign: false }),
            );
            return `${estimateNames[timing] ?? timing} ${usual} (at most ${worst})`;
        })
        .filter(Boolean)
        .join(", ");
}

function drawEstimates() {
    const all = estimateBars();
    const bars = largest(all, barsShown, (bar) => bar.cycles);
    const timings = [...new Set(all.flatMap((bar) => Object.keys(bar.estimates)))];
    if (timings.length === 0) return { says: "This validation has no other estimates." };
    const legendRoom = legendHeight(timings.map((timing) => estimateNames[timing] ?? timing));
    return {
        height: 64 + legendRoom + bars.length * rowHeight(bars.length),
        option: {
            legend: legend({ icon: undefined }),
            grid: labelled({ top: legendRoom + 14, bottom: 44 }),
            xAxis: across("estimated cycles / simulated cycles − 1", {
                type: "value",
                min: ({ min }) => (min < -0.8 ? -1 : null),
                axisLabel: { formatter: (v) => roundPercent(v) },
            }),
            yAxis: rowsAxis(
                bars.map((bar) => bar.name),
                ruled(),
            ),
            tooltip: {
                trigger: "item",
                formatter: ({ data }) => (data.bar ? estimateTip(data.bar()) : ""),
            },
            series: timings.map((timing, i) => ({
                ...estimateSeries(bars, timing),
                ...(i === 0
                    ? {
                          markLine: {
                              silent: true,
                              symbol: "none",
                              label: { show: false },
                              lineStyle: { color: colour("ink"), type: "solid", width: 1 },
                              data: [{ xAxis: 0 }],
                          },
                      }
                    : {}),
            })),
        },
        says:
            `Mean |error| over the ${selection.case < 0 ? "cases" : "layers"}: ` +
            `${estimateSentence(all, timings)}.` +
            (bars.length < all.length
                ? ` Shown: the ${bars.length} longest of ${whole(all.length)}.`
                : ""),
    };
}

function estimatesSection() {
    return element(
        "section",
        {},
        element("h2", {}, "Estimates people use"),
        element(
            "p",
            {},
            "Cycles by other rules of thumb, beside the simulation: left of the line too " +
                "few, right of it too many.",
        ),
        figure({ id: "estimates", draw: drawEstimates, onclick: choose }),
    );
}
