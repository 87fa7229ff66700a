// The front as a table of the designs that the filters leave.

function tableColumns() {
    const cell = (column) => ({
        title: column.title,
        unit: column.unit,
        kind: column.numeric ? "number" : "text",
        value: column.value,
        show: (design) => column.show(column.value(design)),
    });
    return [
        {
            title: "Design",
            kind: "number",
            value: (design) => design.design,
            show: (design) => whole(design.design),
        },
        {
            title: "Command",
            value: (design) => design.design,
            show: (design) =>
                copyButton(
                    () => commandOf(design, "analyze"),
                    `Copy the command of ${designName(design)}`,
                ),
        },
        ...columns.map(cell),
    ];
}

function frontTableSection() {
    const table = sortedTable({
        id: "designs",
        wide: true,
        rows: shownDesigns(),
        columns: tableColumns(),
        choose: select,
        isSelected,
    });
    const count = element("p");
    const fill = () => {
        count.textContent = `${filterText()}, best by ${objectiveNames().split(/,| and /)[0]} first. A click on a design shows its stacks above.`;
        table.update(shownDesigns());
    };
    fill();
    onFilters(fill);
    onSelection(fill);
    return element(
        "section",
        {},
        element("h2", {}, "All designs of the front"),
        count,
        table.element,
    );
}
