// The first thing a reader sees: does it hold, over how much, and what does not.

function verdictSentence() {
    const { holds, broken, numbers, equal, expectations } = validation.verdict;
    if (!holds) {
        return `${plural(broken, "expectation")} of ${whole(expectations)} ${broken === 1 ? "does" : "do"} not hold.`;
    }
    if (equal === numbers) return `The models agree in all ${plural(numbers, "number")}.`;
    return expectations > 0
        ? `All ${plural(expectations, "expectation")} hold.`
        : "Both models ran; nothing was expected of their difference.";
}

function totals() {
    const sum = (pick) => validation.cases.reduce((so_far, one) => so_far + pick(one.total), 0);
    return {
        analytical: sum((t) => t.analytical_cycles),
        simulated: sum((t) => t.simulated_cycles),
    };
}

function subject() {
    if (several)
        return `${plural(validation.verdict.cases, "case")}, ${plural(validation.verdict.layers, "layer")}`;
    const one = validation.cases[0];
    return one
        ? `${one.workload} on ${one.hardware}, ${plural(one.layers.length, "layer")}, with ` +
              `${one.mapping}`
        : "no case";
}

function keyFigures() {
    const { verdict } = validation;
    const { analytical, simulated } = totals();
    const worst = verdict.largest_deviation;
    return element(
        "dl",
        { class: "figures" },
        keyFigure(
            "Simulated cycles",
            whole(simulated),
            simulated === analytical
                ? "as many as the analytical ones"
                : `${percent(deviation(simulated, analytical))} against the analytical ` +
                      `${whole(analytical)}`,
        ),
        keyFigure(
            "Numbers compared",
            whole(verdict.numbers),
            `${whole(verdict.equal)} equal, ${whole(verdict.numbers - verdict.equal)} not`,
        ),
        keyFigure("Expectations", whole(verdict.expectations), `${whole(verdict.broken)} broken`),
        keyFigure(
            "Largest deviation",
            worst ? percent(worst.deviation) : "none",
            worst ? `${worst.number}, ${worst.layer}${several ? ", " + worst.case : ""}` : null,
        ),
    );
}

function brokenTable() {
    const rows = validation.cases.flatMap((one, caseIndex) =>
        one.broken.map((outcome) => ({ ...outcome, one, caseIndex })),
    );
    if (rows.length === 0) return null;
    const table = sortedTable({
        id: "broken",
        rows,
        rowsOfPage: 20,
        columns: [
            ...(several ? [{ title: "Case", kind: "text", value: (row) => row.one.name }] : []),
            { title: "Layer", kind: "name", value: (row) => row.layer },
            { title: "Number", value: (row) => row.number },
            {
                title: "Expectation",
                value: (row) => row.expectation,
                show: (row) => (row.cause ? `${row.expectation}: ${row.cause}` : row.expectation),
            },
            { title: "Reason", kind: "text", value: (row) => row.reason },
            {
                title: "Expected",
                kind: "number",
                value: (row) => row.expected,
                show: (row) => whole(row.expected),
            },
            {
                title: "Found",
                kind: "number",
                value: (row) => row.found,
                show: (row) => whole(row.found),
            },
            {
                title: "Deviation",
                kind: "number",
                value: (row) => row.deviation,
                show: (row) => shownDeviation(row.deviation, true),
            },
        ],
        choose: (row) =>
            select(
                row.caseIndex,
                row.one.layers.findIndex((layer) => layer.name === row.layer),
            ),
    });
    return element("section", {}, element("h2", {}, "Broken expectations"), table.element);
}

function pageHeader() {
    const { holds } = validation.verdict;
    const name = validation.suite ? `suite “${validation.suite}”, ` : "";
    document.title = `Counterpoint validation: ${validation.suite ?? validation.cases[0]?.name ?? ""}`;
    return element(
        "header",
        { class: holds ? "holds" : "broken" },
        element("div", { class: "eyebrow" }, "Counterpoint validation"),
        element(
            "h1",
            { id: "verdict" },
            element("span", { class: "mark", "aria-hidden": "true" }, holds ? "✓" : "✗"),
            verdictSentence(),
        ),
        element(
            "p",
            { class: "lead" },
            `The analytical model beside the simulation: ${name}${subject()}.`,
        ),
        keyFigures(),
    );
}
