// Which designs of the front are looked at: those whose positions lie in the ranges of all filters.

const filters = new Map(); // key of a column → [[low, high], …] in its positions

/** A number, or for a column in steps which of its values it is. */
function positionIn(column, design) {
    const value = column.value(design);
    return column.steps ? column.distinct.indexOf(value) : value;
}

function passes(design) {
    for (const [key, ranges] of filters) {
        const position = positionIn(columnOf(key), design);
        if (!ranges.some(([low, high]) => position >= low && position <= high)) return false;
    }
    return true;
}

function shownDesigns() {
    return front.filter(passes);
}

/** No ranges: all pass. */
function setFilter(column, ranges) {
    if (ranges.length) filters.set(column.key, ranges);
    else filters.delete(column.key);
}

function clearFilters() {
    filters.clear();
    filtersChanged();
}

const filterListeners = [];

function onFilters(listener) {
    filterListeners.push(listener);
}

/** `from`: who changed them, and need not be told. */
function filtersChanged(from) {
    filterListeners.filter((listener) => listener !== from).forEach((listener) => listener());
}

function filterText() {
    const shown = shownDesigns().length;
    return filters.size === 0
        ? `All ${plural(front.length, "design")} of the front`
        : `${whole(shown)} of ${plural(front.length, "design")}`;
}

/** The only range of a column, both ends open without one. */
function rangeOf(column) {
    const ranges = filters.get(column.key) ?? [];
    return ranges.length
        ? [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))]
        : [null, null];
}

function setEnd(column, end, position) {
    const range = rangeOf(column);
    range[end] = position;
    const open = range[0] === null && range[1] === null;
    setFilter(column, open ? [] : [[range[0] ?? -Infinity, range[1] ?? Infinity]]);
    filtersChanged();
}

function stepEnd(column, end) {
    const names = column.distinct.map(column.show);
    const chosen = rangeOf(column)[end];
    const box = choices(
        names,
        "any",
        Number.isFinite(chosen) && chosen !== null ? chosen : -1,
        (i) => setEnd(column, end, i < 0 ? null : i),
    );
    box.setAttribute("aria-label", `${column.title} ${end === 0 ? "from" : "to"}`);
    return box;
}

function numberEnd(column, end) {
    const chosen = rangeOf(column)[end];
    const ends = [column.distinct[0], column.distinct.at(-1)];
    const box = element("input", {
        type: "number",
        step: "any",
        placeholder: column.show(ends[end]),
        "aria-label": `${column.title} ${end === 0 ? "from" : "to"}`,
        onchange: (event) =>
            setEnd(column, end, event.target.value === "" ? null : Number(event.target.value)),
    });
    if (Number.isFinite(chosen) && chosen !== null) box.value = Number(chosen.toPrecision(6));
    return box;
}

/** Every column with its two ends, for the keyboard and for exact numbers. */
function filterPanel() {
    const rows = element("div", { class: "ends" });
    const fill = () => {
        rows.replaceChildren(
            ...columns.filter(varies).map((column) => {
                const end = column.steps ? stepEnd : numberEnd;
                return element(
                    "div",
                    { class: filters.has(column.key) ? "set" : null },
                    element(
                        "span",
                        {},
                        column.title,
                        column.unit ? element("small", {}, " " + column.unit) : null,
                    ),
                    end(column, 0),
                    element("span", { "aria-hidden": "true" }, "to"),
                    end(column, 1),
                );
            }),
        );
    };
    fill();
    onFilters(fill);
    return element(
        "details",
        { class: "panel", id: "filter-panel" },
        element("summary", {}, "Exact ranges"),
        rows,
    );
}
