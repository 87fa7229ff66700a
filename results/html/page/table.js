// A table that sorts by a click on a column's title, in pages where it is long.

const rowsOnPaper = 1000;

/**
 * columns: [{title, unit, hint, value(row), show(row), detail(row), kind, hidden()}]; kind is number,
 * name or text.
 * What is returned has `element` and `update(rows)`.
 */
function sortedTable({
    id,
    columns,
    rows,
    choose: chosen,
    isSelected,
    wide = false,
    rowsOfPage = 100,
}) {
    const state = { rows, column: null, ascending: true, page: 0 };
    const head = element("tr");
    const body = element("tbody");
    const pages = element("span", { class: "pages" });
    const table = element("table", { id }, element("thead", {}, head), body);
    const place = element(
        "div",
        {},
        element("div", { class: wide ? "table wide" : "table" }, table),
        pages,
    );

    function shownColumns() {
        return columns.filter((column) => !column.hidden?.());
    }

    function sorted() {
        if (state.column === null) return state.rows;
        const { value } = state.column;
        return [...state.rows].sort((a, b) =>
            compared(value(a), value(b), state.ascending ? 1 : -1),
        );
    }

    function drawHead() {
        head.replaceChildren(
            ...shownColumns().map((column) => {
                const ordered =
                    column === state.column ? (state.ascending ? "ascending" : "descending") : null;
                return element(
                    "th",
                    {
                        scope: "col",
                        class: column.kind === "number" ? "number" : null,
                        "aria-sort": ordered,
                        title: column.hint,
                    },
                    element(
                        "button",
                        { onclick: () => sortBy(column) },
                        element("span", { class: "title" }, column.title),
                    ),
                    column.unit ? element("small", {}, column.unit) : null,
                );
            }),
        );
    }

    function sortBy(column) {
        const again = column === state.column;
        state.ascending = again ? !state.ascending : column.kind !== "number";
        state.column = column;
        state.page = 0;
        draw();
    }

    function line(row) {
        const attributes = {};
        if (chosen) {
            attributes.class = "choice";
            attributes.tabindex = 0;
            attributes.onclick = () => chosen(row);
            attributes.onkeydown = (event) => {
                if (event.key !== "Enter" || event.target !== event.currentTarget) return;
                chosen(row);
            };
        }
        if (isSelected?.(row)) attributes["aria-selected"] = "true";
        return element(
            "tr",
            attributes,
            ...shownColumns().map((column) => {
                const shown = (column.show ?? column.value)(row);
                const hint = column.detail?.(row);
                return element("td", { class: column.kind, title: hint }, shown ?? "–");
            }),
        );
    }

    function drawPages(count) {
        const last = Math.max(0, Math.ceil(count / rowsOfPage) - 1);
        pages.replaceChildren();
        pages.className = last > 0 ? "controls" : "";
        if (last === 0 || (paper && count <= rowsOnPaper)) return;
        const turn = (by, text) => {
            const button = element(
                "button",
                {
                    onclick: () => {
                        state.page += by;
                        draw();
                    },
                },
                text,
            );
            button.disabled = state.page + by < 0 || state.page + by > last;
            return button;
        };
        const first = state.page * rowsOfPage;
        pages.append(
            turn(-1, "Previous"),
            turn(1, "Next"),
            `rows ${whole(first + 1)} to ${whole(Math.min(count, first + rowsOfPage))} of ` +
                `${whole(count)}`,
        );
    }

    function draw() {
        drawHead();
        const all = sorted();
        const complete = paper && all.length <= rowsOnPaper;
        const first = complete ? 0 : state.page * rowsOfPage;
        const focused = [...body.rows].indexOf(document.activeElement);
        body.replaceChildren(
            ...all.slice(first, complete ? undefined : first + rowsOfPage).map(line),
        );
        body.rows[focused]?.focus();
        drawPages(all.length);
    }

    draw();
    tables.push(draw);
    return {
        element: place,
        update(newRows = state.rows) {
            if (newRows.length !== state.rows.length) state.page = 0;
            state.rows = newRows;
            draw();
        },
    };
}

/** Numbers by size, text by letters and the numbers in it by size; nothing comes last both ways. */
function compared(a, b, sign) {
    const missing = (value) => value === null || value === undefined;
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    if (typeof a === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
}

function numberColumn(title, value, show = whole, more = {}) {
    return { title, kind: "number", value, show: (row) => show(value(row)), ...more };
}
