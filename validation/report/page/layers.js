// All layers in one table, and the numbers of the selected one that differ.

function dimensionsText(layer) {
    return Object.entries(layer.dimensions)
        .filter(([, size]) => size !== 1)
        .map(([name, size]) => name + size)
        .join(" ");
}

function layerColumns() {
    const outermost = (row) => Object.values(row.layer.simulation.traffic_bytes)[0];
    return [
        {
            title: "Case",
            kind: "text",
            value: (row) => row.one.name,
            hidden: () => selection.case >= 0,
        },
        {
            title: "Layer",
            kind: "name",
            value: (row) => row.layer.name,
            detail: (row) => `${row.layer.analytical.type} ${dimensionsText(row.layer.analytical)}`,
        },
        { title: "Type", value: (row) => row.layer.analytical.type },
        numberColumn("MACs", (row) => row.layer.analytical.macs),
        numberColumn("Analytical", (row) => row.layer.analytical.cycles, whole, { unit: "cycles" }),
        numberColumn("Simulated", (row) => row.layer.simulation.cycles, whole, { unit: "cycles" }),
        {
            title: "Deviation",
            kind: "number",
            hint: "simulated / analytical − 1",
            value: (row) => row.layer.deviation,
            show: (row) => shownDeviation(row.layer.deviation, row.broken),
        },
        numberColumn("Differ", (row) => row.layer.differences.length, whole, {
            unit: "numbers",
            hint: "numbers that differ, of those compared",
            detail: (row) => `of ${whole(row.layer.numbers)}`,
        }),
        numberColumn("MAESTRO", (row) => row.layer.estimates?.maestro?.error, percent, {
            unit: "error",
            hint: "MAESTRO’s rule / simulated − 1",
        }),
        numberColumn("Timeloop", (row) => row.layer.estimates?.timeloop?.error, percent, {
            unit: "error",
            hint: "Timeloop’s rule / simulated − 1",
        }),
        numberColumn(
            "Used",
            (row) => row.layer.simulation.utilization,
            (v) => percent(v, { sign: false }),
            {
                unit: "of the lanes",
                hint: "MACs of those that all lanes could have done in the simulated cycles",
            },
        ),
        numberColumn(validation.cases[0].memories[0]?.name ?? "Outermost", outermost, whole, {
            unit: "bytes",
        }),
    ];
}

function layersSection() {
    let asked = "";
    const found = () =>
        rowsOfCase().filter((row) =>
            `${row.layer.name} ${row.layer.analytical.type} ${row.one.name}`
                .toLowerCase()
                .includes(asked),
        );
    const table = sortedTable({
        id: "layers",
        wide: true,
        rows: found(),
        columns: layerColumns(),
        choose: (row) => select(row.caseIndex, isChosen(row) ? -1 : row.layerIndex),
        isSelected: isChosen,
    });
    const count = element("span", {}, plural(found().length, "layer"));
    const refresh = () => {
        const rows = found();
        count.textContent = plural(rows.length, "layer");
        table.update(rows);
    };
    onSelection(refresh);
    const search = element("input", {
        type: "search",
        placeholder: "Find a layer",
        "aria-label": "Find a layer",
        oninput: (event) => {
            asked = event.target.value.toLowerCase();
            refresh();
        },
    });
    return element(
        "section",
        {},
        element("h2", {}, "All layers"),
        element("div", { class: "controls" }, search, count),
        table.element,
    );
}

function isChosen(row) {
    return row.caseIndex === selection.case && row.layerIndex === selection.layer;
}

/** Numbers that differ in the selected layer. */
function differencesSection() {
    const title = element("h2");
    const count = element("p");
    const table = sortedTable({
        id: "differences",
        rows: [],
        columns: [
            { title: "Number", kind: "name", value: (row) => row.number },
            { title: "Kind", value: (row) => row.kind },
            numberColumn("Analytical", (row) => row.analytical),
            numberColumn("Simulated", (row) => row.simulated),
            numberColumn("Deviation", (row) => row.deviation, shownDeviation),
        ],
    });
    const place = element("section", {}, title, count, table.element);
    const draw = () => {
        const row = selection.layer < 0 ? null : selectedRows()[0];
        place.style.display = row ? "" : "none";
        if (!row) return;
        const { differences, numbers } = row.layer;
        title.textContent = `Numbers that differ in ${row.layer.name}`;
        count.textContent = `${differences.length ? whole(differences.length) : "None"} of ${whole(numbers)} compared.`;
        table.element.style.display = differences.length ? "" : "none";
        table.update(differences);
    };
    draw();
    onSelection(draw);
    return place;
}
