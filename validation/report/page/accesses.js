// Reads and writes by memory and tensor, both models.

function accessRows() {
    const rows = selectedRows();
    const analytical = added(rows.map((row) => accesses(row.layer.analytical)));
    const simulated = added(rows.map((row) => accesses(row.layer.simulation)));
    return [...analytical].map(([name, count]) => {
        const [memory, tensor, access] = name.split(" · ");
        const found = simulated.get(name) ?? 0;
        return {
            name,
            memory,
            tensor,
            access,
            analytical: count,
            simulated: found,
            deviation: deviation(found, count),
        };
    });
}

function accessPoints(rows, model, style) {
    return {
        type: "scatter",
        name: model,
        ...style,
        data: rows
            .filter((row) => row[model] > 0)
            .map((row) => ({ value: [row[model], row.name], access: row })),
    };
}

function drawAccesses() {
    const rows = accessRows().filter((row) => row.analytical > 0 || row.simulated > 0);
    const differing = rows.filter((row) => row.deviation !== 0).length;
    return {
        height: 90 + rows.length * 20,
        option: {
            legend: legend(),
            grid: labelled({ top: 34, bottom: 44 }),
            xAxis: across("elements", { type: "log", axisLabel: { formatter: scaled } }),
            yAxis: rowsAxis(
                rows.map((row) => row.name),
                ruled(),
            ),
            tooltip: {
                trigger: "item",
                formatter: ({ data }) =>
                    tip(data.access.name, [
                        ["analytical", whole(data.access.analytical)],
                        ["simulated", whole(data.access.simulated)],
                        ["deviation", percent(data.access.deviation)],
                    ]),
            },
            series: [
                accessPoints(rows, "analytical", {
                    symbolSize: 13,
                    itemStyle: {
                        color: "transparent",
                        borderColor: colour("analytical"),
                        borderWidth: 2,
                    },
                }),
                accessPoints(rows, "simulated", {
                    symbolSize: 7,
                    itemStyle: { color: colour("simulated") },
                }),
            ],
        },
        says:
            `Elements read and written, ${selectedName()}; a dot inside its ring: both ` +
            "models count the same. " +
            (differing
                ? `${whole(differing)} of ${rows.length} counts differ.`
                : "All counts are equal."),
    };
}

function accessesSection() {
    const table = sortedTable({
        id: "accesses-table",
        rows: accessRows(),
        columns: [
            { title: "Memory", kind: "name", value: (row) => row.memory },
            { title: "Tensor", value: (row) => row.tensor },
            { title: "Access", value: (row) => row.access },
            {
                title: "Analytical",
                unit: "elements",
                kind: "number",
                value: (row) => row.analytical,
                show: (row) => whole(row.analytical),
            },
            {
                title: "Simulated",
                unit: "elements",
                kind: "number",
                value: (row) => row.simulated,
                show: (row) => whole(row.simulated),
            },
            {
                title: "Deviation",
                kind: "number",
                value: (row) => row.deviation,
                show: (row) => shownDeviation(row.deviation),
            },
        ],
    });
    onSelection(() => table.update(accessRows()));
    return element(
        "section",
        {},
        element("h2", {}, "Accesses"),
        element("p", {}, "How often each memory is read and written for each tensor."),
        element(
            "div",
            { class: "pair uneven" },
            figure({ id: "accesses", draw: drawAccesses }),
            table.element,
        ),
    );
}
