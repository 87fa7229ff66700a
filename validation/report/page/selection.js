// Which case and which layer the charts are about. −1: all of them. It stands in the address, too.

const selection = { case: several ? -1 : 0, layer: -1 };

function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const chosen = Number(asked.get("case") ?? NaN);
    const layer = Number(asked.get("layer") ?? NaN);
    if (validation.cases[chosen]) selection.case = chosen;
    if (selection.case >= 0 && validation.cases[selection.case].layers[layer])
        selection.layer = layer;
}

function select(caseIndex, layerIndex = -1) {
    selection.case = several ? caseIndex : 0;
    selection.layer = selection.case < 0 ? -1 : layerIndex;
    const parts = [];
    if (several && selection.case >= 0) parts.push("case=" + selection.case);
    if (selection.layer >= 0) parts.push("layer=" + selection.layer);
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname);
    selectionChanged();
}

/** Rows of the selected case, or of all. */
function rowsOfCase() {
    return selection.case < 0
        ? validation.rows
        : validation.rows.filter((row) => row.caseIndex === selection.case);
}

/** The selected layer alone, or all rows of the case. */
function selectedRows() {
    const rows = rowsOfCase();
    return selection.layer < 0 ? rows : rows.filter((row) => row.layerIndex === selection.layer);
}

function selectedName() {
    if (selection.case < 0) return "all cases";
    const one = validation.cases[selection.case];
    if (selection.layer >= 0) return "layer " + one.layers[selection.layer].name;
    return several ? "all layers of " + one.name : "all layers";
}

function rowName(row) {
    return selection.case < 0 ? `${row.layer.name} (${row.one.name})` : row.layer.name;
}

function selectionBar() {
    const bar = element("nav", { class: "selection", "aria-label": "What the charts show" });
    const fill = () => {
        bar.replaceChildren();
        if (several) {
            bar.append(
                element(
                    "label",
                    {},
                    element("span", { class: "what" }, "Case"),
                    choices(
                        validation.cases.map((one) => one.name),
                        "all cases",
                        selection.case,
                        (i) => select(i),
                    ),
                ),
            );
        }
        if (selection.case >= 0) {
            const layers = validation.cases[selection.case].layers.map((layer) => layer.name);
            bar.append(
                element(
                    "label",
                    {},
                    element("span", { class: "what" }, "Layer"),
                    choices(layers, "all layers", selection.layer, (i) =>
                        select(selection.case, i),
                    ),
                ),
            );
        }
        bar.append(
            element(
                "span",
                { class: "what" },
                selection.case < 0
                    ? "Choose a case to see its layers."
                    : selection.layer < 0
                      ? "Click a layer in a chart or a table to look into it."
                      : "",
            ),
        );
    };
    fill();
    onSelection(fill);
    return bar;
}

/**
 * Clicks on a mark select its row. A datum names its row by a function: ECharts copies data deeply,
 * and a row leads to the whole validation.
 */
function choose(event) {
    const row = event.data?.row?.();
    if (row) select(row.caseIndex, row.layerIndex);
}

/** The columns that say which layer a row of {one, layer} is about; the case, unless one is selected. */
function caseAndLayerColumns() {
    return [
        {
            title: "Case",
            kind: "text",
            value: (row) => row.one.name,
            hidden: () => selection.case >= 0,
        },
        { title: "Layer", kind: "name", value: (row) => row.layer.name },
    ];
}
