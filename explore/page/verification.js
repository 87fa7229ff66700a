// The best designs by estimate, simulated: how far the estimate is off, and how their order changes.

const { verification } = exploration;

/** The value of the objective with these cycles; the smaller the better. */
function objectiveWith(design, cycles) {
    const { objective } = verification;
    if (objective === "edp") return design.energy_pj * cycles;
    return cycles * (objective === "throughput_per_area" ? design.area_um2 : 1);
}

/** Places from 1; equals share the first of theirs. */
function placesBy(values) {
    return values.map((value) => 1 + values.filter((other) => other < value).length);
}

function verifiedRows() {
    const simulated = verification.designs.map(({ design }) => designs.get(design));
    const before = placesBy(simulated.map((design) => objectiveWith(design, design.cycles)));
    const after = placesBy(
        simulated.map((design) => objectiveWith(design, design.simulated_cycles)),
    );
    return simulated.map((design, i) => ({ design, before: before[i], after: after[i] }));
}

function verifiedTip({ design, before, after }) {
    return tip(designName(design), [
        ["estimated", whole(design.cycles) + thin + "cycles"],
        ["simulated", whole(design.simulated_cycles) + thin + "cycles"],
        ["estimate off by", percent(deviation(design.cycles, design.simulated_cycles))],
        ["place by the estimate", whole(before)],
        ["place by the simulation", whole(after)],
    ]);
}

function rowLook(row) {
    const change = row.after - row.before;
    return colour(change === 0 ? "quiet" : change < 0 ? "good" : "bad");
}

const verifiedTooltip = {
    trigger: "item",
    formatter: ({ data }) => (data?.row ? verifiedTip(data.row()) : ""),
};

function drawAccuracy() {
    const rows = verifiedRows();
    const numbers = rows.flatMap(({ design }) => [design.cycles, design.simulated_cycles]);
    const scale = scaleOf(numbers, true);
    const ends = roundAxis(scale, scale.low, scale.high, 5);
    const equal = [scale.low, scale.high];
    return {
        height: 400,
        option: {
            grid: { left: 58, right: 24, top: 34, bottom: 48 },
            tooltip: verifiedTooltip,
            xAxis: across("estimated cycles", { ...ends, min: equal[0], max: equal[1] }),
            yAxis: up("simulated cycles", { ...ends, min: equal[0], max: equal[1] }),
            series: [
                {
                    type: "line",
                    silent: true,
                    symbol: "none",
                    lineStyle: { color: colour("quiet"), width: 1 },
                    data: equal.map((place) => [place, place]),
                },
                {
                    type: "scatter",
                    symbolSize: 9,
                    data: rows.map((row) => ({
                        value: [row.design.cycles, row.design.simulated_cycles].map(scale.position),
                        row: () => row,
                        design: () => row.design,
                        itemStyle: {
                            color: colour("simulated"),
                            opacity: 0.85,
                            borderColor: colour(isSelected(row.design) ? "ink" : "ground"),
                            borderWidth: isSelected(row.design) ? 2 : 0.75,
                        },
                    })),
                },
            ],
        },
        says: "A point a design that was simulated; on the line both say the same.",
    };
}

function drawRanks() {
    const rows = verifiedRows();
    return {
        height: Math.max(400, Math.min(640, 90 + rows.length * 22)),
        option: {
            grid: { left: 40, right: 110, top: 34, bottom: 16 },
            tooltip: verifiedTooltip,
            xAxis: {
                type: "category",
                data: ["by the estimate", "by the simulation"],
                position: "top",
                boundaryGap: false,
                axisLine: { show: false },
                axisTick: { show: false },
                axisLabel: {
                    color: colour("quiet"),
                    fontSize: 12,
                    alignMinLabel: "left",
                    alignMaxLabel: "right",
                },
                splitLine: { show: true, lineStyle: { color: colour("rule") } },
            },
            yAxis: axis({
                type: "value",
                inverse: true,
                min: 0.5,
                max: rows.length + 0.5,
                axisLabel: { customValues: placesShown(rows.length) },
                splitLine: { show: false },
            }),
            series: rows.map((row) => ({
                type: "line",
                symbol: "circle",
                symbolSize: isSelected(row.design) ? 10 : 7,
                triggerLineEvent: true,
                lineStyle: { color: rowLook(row), width: isSelected(row.design) ? 3 : 1.5 },
                itemStyle: { color: rowLook(row) },
                endLabel: {
                    show: rows.length <= 30,
                    formatter: () => whole(row.design.design),
                    color: colour("ink"),
                    fontSize: 11,
                },
                data: [row.before, row.after].map((place) => ({
                    value: place,
                    row: () => row,
                    design: () => row.design,
                })),
            })),
        },
        says:
            "Places by the estimate and by the simulation: green designs rise, red ones fall. At " +
            "the right the numbers of the designs.",
    };
}

function placesShown(count) {
    const step = Math.max(1, Math.ceil(count / 12));
    return Array.from({ length: Math.ceil(count / step) }, (_, i) => 1 + i * step);
}

function verifiedTable() {
    const ofDesign = (take) => (row) => take(row.design);
    const table = sortedTable({
        id: "verified",
        wide: true,
        rows: verifiedRows(),
        columns: [
            numberColumn(
                "Design",
                ofDesign((design) => design.design),
            ),
            ...axes.map((column) => ({
                title: column.title,
                kind: column.numeric ? "number" : "text",
                value: ofDesign(column.value),
                show: (row) => column.show(column.value(row.design)),
            })),
            numberColumn(
                "Estimated",
                ofDesign((design) => design.cycles),
                whole,
                { unit: "cycles" },
            ),
            numberColumn(
                "Exact",
                ofDesign((design) => design.exact_cycles),
                whole,
                { unit: "cycles" },
            ),
            numberColumn(
                "Simulated",
                ofDesign((design) => design.simulated_cycles),
                whole,
                {
                    unit: "cycles",
                },
            ),
            numberColumn(
                "Estimate off",
                ofDesign((design) => deviation(design.cycles, design.simulated_cycles)),
                shownDeviation,
                { hint: "estimated / simulated − 1" },
            ),
            numberColumn("Place", (row) => row.before, whole, { unit: "estimated" }),
            numberColumn("Place", (row) => row.after, whole, { unit: "simulated" }),
        ],
        choose: ({ design }) => select(design),
        isSelected: ({ design }) => isSelected(design),
    });
    onSelection(() => table.update());
    return table.element;
}

function verificationFigures() {
    const { rank_correlation: correlation, regret, objective } = verification;
    const rows = verifiedRows();
    const best = rows.reduce((a, b) => (b.after < a.after ? b : a));
    return element(
        "dl",
        { class: "figures", id: "trust" },
        keyFigure(
            "Simulated",
            whole(rows.length),
            `the best by ${columnOf(objective)?.title ?? objective}`,
        ),
        keyFigure(
            "Rank correlation",
            correlation === null ? "–" : decimal(correlation, 3),
            "Spearman’s: 1 is the same order",
        ),
        keyFigure(
            "Regret",
            percent(regret, { sign: false }),
            "how much worse the estimate’s first one is than the best of them",
        ),
        keyFigure(
            "Best simulated",
            whole(best.design.design),
            `place ${whole(best.before)} by the estimate`,
        ),
    );
}

function verificationSection() {
    if (!verification) return null;
    return element(
        "section",
        { id: "verification" },
        element("h2", {}, "Can the estimate be trusted?"),
        element(
            "p",
            {},
            "The best designs by the estimate were simulated with all mechanisms of the hardware: " +
                "banks, DRAM and networks, as far as the files describe them.",
        ),
        verificationFigures(),
        element(
            "div",
            { class: "pair" },
            figure({ id: "accuracy", draw: drawAccuracy, onclick: chooseDesign }),
            figure({ id: "ranks", draw: drawRanks, onclick: chooseDesign }),
        ),
        verifiedTable(),
    );
}
