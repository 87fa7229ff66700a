// Which mechanism makes the difference: a waterfall from the analytical to the simulated cycles.

function contributionsOf(rows) {
    return [
        ...added(rows.map((row) => row.layer.contributions.map((c) => [c.mechanism, c.cycles]))),
    ].map(([mechanism, cycles]) => ({ mechanism, cycles }));
}

function gapSentence(contributions, analytical, simulated) {
    const made = contributions
        .filter((c) => c.cycles !== 0)
        .sort((a, b) => Math.abs(b.cycles) - Math.abs(a.cycles))
        .map((c) => `${roundPercent(c.cycles / analytical, { sign: false })} ${c.mechanism}`);
    return `${roundPercent(deviation(simulated, analytical))}${made.length ? ": " + made.join(", ") : ""}.`;
}

function waterfallSteps(contributions) {
    let reached = 0;
    const steps = contributions.map(({ mechanism, cycles }) => {
        const step = { name: mechanism, from: reached, cycles };
        reached += cycles;
        return step;
    });
    return [...steps, { name: "all together", from: 0, cycles: reached, sum: true }];
}

function waterfallSeries(steps, analytical) {
    return [
        {
            type: "bar",
            stack: "gap",
            stackStrategy: "all",
            silent: true,
            itemStyle: { color: "transparent" },
            tooltip: { show: false },
            data: steps.map((step) => step.from),
        },
        {
            type: "bar",
            stack: "gap",
            stackStrategy: "all",
            barMaxWidth: 22,
            data: steps.map((step) => ({
                value: step.cycles,
                step,
                itemStyle: {
                    color: colour(step.sum ? "start" : step.cycles < 0 ? "drain" : "simulated"),
                },
                label: {
                    show: true,
                    position: step.cycles < 0 ? "left" : "right",
                    color: colour("ink"),
                    fontSize: 12,
                    formatter: () =>
                        `${signed(step.cycles)}   ${roundPercent(step.cycles / analytical)}`,
                    backgroundColor: colour("ground"),
                    padding: [1, 2],
                },
            })),
        },
    ];
}

function drawWaterfall() {
    const rows = selectedRows();
    const contributions = contributionsOf(rows);
    const analytical = rows.reduce((sum, row) => sum + row.layer.analytical.cycles, 0);
    const simulated = rows.reduce((sum, row) => sum + row.layer.simulation.cycles, 0);
    const about = selectedName();
    if (contributions.every((c) => c.cycles === 0)) {
        return {
            says:
                analytical === simulated
                    ? `Nothing to explain: both models say ${whole(analytical)} cycles for ` +
                      `${about}.`
                    : `The gap of ${signed(simulated - analytical)} cycles (${about}) was ` +
                      "not attributed.",
        };
    }
    const steps = waterfallSteps(contributions);
    return {
        height: 80 + steps.length * 38,
        option: {
            grid: labelled({ right: 130, top: 12, bottom: 44 }),
            xAxis: across("cycles beyond the analytical ones", {
                type: "value",
                axisLabel: { formatter: scaled },
            }),
            yAxis: rowsAxis(
                steps.map((step) => step.name),
                {
                    axisLabel: {
                        overflow: "break",
                        lineHeight: 15,
                        fontSize: 12,
                        color: colour("ink"),
                    },
                },
            ),
            tooltip: {
                trigger: "item",
                formatter: ({ data }) =>
                    data.step
                        ? tip(data.step.name, [
                              ["cycles", signed(data.step.cycles)],
                              ["of the analytical", percent(data.step.cycles / analytical)],
                          ])
                        : "",
            },
            series: waterfallSeries(steps, analytical),
        },
        says:
            `${sentenceCase(about)}: from ${whole(analytical)} analytical to ` +
            `${whole(simulated)} simulated cycles, ` +
            gapSentence(contributions, analytical, simulated) +
            " Mechanisms are switched on from top to bottom, so each bar starts where the " +
            "one above ends.",
    };
}

function attributionSection() {
    return element(
        "section",
        {},
        element("h2", {}, "What the difference is made of"),
        element(
            "p",
            {},
            "The same simulation with one mechanism of the hardware after the other switched on.",
        ),
        figure({ id: "waterfall", draw: drawWaterfall }),
    );
}
