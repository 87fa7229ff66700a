// What others measured or published, apart from how the two models compare with each other.

function publishedSection() {
    const rows = validation.cases.flatMap((one) =>
        (one.published ?? []).map((figureOf) => ({ ...figureOf, one })),
    );
    if (rows.length === 0) return null;
    const number = (value) => (Number.isInteger(value) ? whole(value) : decimal(value));
    const table = sortedTable({
        id: "published",
        rows,
        columns: [
            ...(several ? [{ title: "Case", kind: "text", value: (row) => row.one.name }] : []),
            { title: "Layer", kind: "name", value: (row) => row.layer },
            { title: "Number", value: (row) => row.number },
            {
                title: "Published",
                kind: "number",
                value: (row) => row.published,
                show: (row) => number(row.published),
            },
            {
                title: "Analytical",
                kind: "number",
                value: (row) => row.analytical,
                show: (row) => number(row.analytical),
            },
            {
                title: "Simulated",
                kind: "number",
                value: (row) => row.simulated,
                show: (row) => number(row.simulated),
            },
            {
                title: "Error",
                kind: "number",
                hint: "simulated / published − 1",
                value: (row) => row.error,
                show: (row) => shownDeviation(row.error),
            },
            { title: "Source", kind: "text", value: (row) => row.source },
            { title: "Note", kind: "text", value: (row) => row.note },
        ],
    });
    return element(
        "section",
        {},
        element("h2", {}, "Published figures"),
        element(
            "p",
            {},
            "Agreement of our two models is not accuracy against silicon; these are the " +
                "figures of others.",
        ),
        table.element,
    );
}
