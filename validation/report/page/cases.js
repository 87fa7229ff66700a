// A line a case, where there are several.

function casesSection() {
    if (!several) return null;
    const figureOf = (pick, show) => ({
        kind: "number",
        value: ({ one }) => pick(one),
        show: ({ one }) => show(pick(one)),
    });
    const table = sortedTable({
        id: "cases",
        wide: true,
        rowsOfPage: 20,
        rows: validation.cases.map((one, caseIndex) => ({ one, caseIndex })),
        columns: [
            {
                title: "Case",
                kind: "name",
                value: ({ one }) => one.name,
                detail: ({ one }) => `${one.workload}, ${one.mapping}, ${one.hardware}`,
            },
            { title: "Layers", ...figureOf((one) => one.layers.length, whole) },
            {
                title: "Analytical",
                unit: "cycles",
                ...figureOf((one) => one.total.analytical_cycles, whole),
            },
            {
                title: "Simulated",
                unit: "cycles",
                ...figureOf((one) => one.total.simulated_cycles, whole),
            },
            {
                title: "Deviation",
                hint: "simulated / analytical − 1, of the totals",
                ...figureOf((one) => one.total.deviation, shownDeviation),
            },
            {
                title: "Least",
                unit: "of the layers",
                ...figureOf((one) => one.total.distribution.minimum, shownDeviation),
            },
            {
                title: "Median",
                unit: "of the layers",
                ...figureOf((one) => one.total.distribution.median, shownDeviation),
            },
            {
                title: "Greatest",
                unit: "of the layers",
                ...figureOf((one) => one.total.distribution.maximum, shownDeviation),
            },
            {
                title: "Broken",
                hint: "expectations that do not hold",
                ...figureOf((one) => one.broken.length, whole),
            },
        ],
        choose: ({ caseIndex }) => select(caseIndex === selection.case ? -1 : caseIndex),
        isSelected: ({ caseIndex }) => caseIndex === selection.case,
    });
    onSelection(() => table.update());
    return element(
        "section",
        {},
        element("h2", {}, "Cases"),
        element(
            "p",
            {},
            "Cycles of each network on its accelerator. A click shows one case in all charts " +
                "below.",
        ),
        table.element,
    );
}
