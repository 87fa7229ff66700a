// Which design is looked into. It stands in the address, too.

const selection = { design: front[0] };

function readAddress() {
    const asked = Number(new URLSearchParams(location.hash.slice(1)).get("design") ?? NaN);
    if (designs.has(asked)) selection.design = designs.get(asked);
}

function select(design) {
    selection.design = design;
    history.replaceState(null, "", "#design=" + design.design);
    selectionChanged();
}

function isSelected(design) {
    return design === selection.design;
}

/** Clicks on a mark select its design. A datum names it by a function: ECharts copies data deeply. */
function chooseDesign(event) {
    const design = event.data?.design?.();
    if (design) select(design);
}

function selectionBar() {
    const shown = element("span", { id: "shown" });
    const chosen = element("a", { href: "#chosen", onclick: toDesign });
    const reset = element(
        "button",
        { id: "reset-filters", onclick: clearFilters },
        "Clear filters",
    );
    const fill = () => {
        shown.textContent = filterText();
        reset.disabled = filters.size === 0;
        chosen.textContent = sentenceCase(designName(selection.design));
    };
    fill();
    onFilters(fill);
    onSelection(fill);
    return element(
        "nav",
        { class: "selection", "aria-label": "What the page shows" },
        element("span", {}, element("span", { class: "what" }, "Shown "), shown),
        reset,
        element("span", {}, element("span", { class: "what" }, "Stack of "), chosen),
    );
}

function toDesign(event) {
    event.preventDefault();
    document.getElementById("chosen").scrollIntoView();
}
