// Who waits for whom at the banks of a memory.

/** {memory: banks} of the selected case or layer; all cases together have none. */
function selectedBanks() {
    if (selection.case < 0) return {};
    const one = validation.cases[selection.case];
    return (selection.layer < 0 ? one.total : one.layers[selection.layer]).banks ?? {};
}

/** The pairs of `lost`: [{loser, winner, cycles}]. */
function lostPairs(banks) {
    return Object.entries(banks.lost).flatMap(([loser, winners]) =>
        Object.entries(winners).map(([winner, cycles]) => ({ loser, winner, cycles })),
    );
}

/** Without the streams that neither wait nor are waited for. */
function contendingPairs(banks) {
    const pairs = lostPairs(banks);
    const contend = new Set(
        pairs.filter((pair) => pair.cycles).flatMap((pair) => [pair.loser, pair.winner]),
    );
    return pairs.filter((pair) => contend.has(pair.loser) && contend.has(pair.winner));
}

function lostCycles(banks) {
    return lostPairs(banks).reduce((sum, pair) => sum + pair.cycles, 0);
}

function streamName(key) {
    return key.replaceAll("_", " ");
}

function heatCell(pair, most) {
    const strength = most ? Math.round((60 * pair.cycles) / most) : 0;
    return element(
        "td",
        {
            class: pair.cycles ? "number" : "number none",
            style: `background: color-mix(in srgb, var(--simulated) ${strength}%, transparent)`,
            title: `${streamName(pair.loser)} waited for ${streamName(pair.winner)}`,
        },
        whole(pair.cycles),
    );
}

/** A row for each stream that waited, a column for each that had the port. */
function conflictTable(memory, pairs) {
    const streams = [...new Set(pairs.map((pair) => pair.loser))];
    const most = pairs.reduce((a, pair) => Math.max(a, pair.cycles), 0);
    const heading = (text, scope) => element("th", { scope }, streamName(text));
    return element(
        "table",
        { class: "heat", id: `banks-${memory}` },
        element(
            "thead",
            {},
            element(
                "tr",
                {},
                element("th", { scope: "col" }, "cycles waited ↓ for →"),
                ...streams.map((winner) => heading(winner, "col")),
            ),
        ),
        element(
            "tbody",
            {},
            ...streams.map((loser) =>
                element(
                    "tr",
                    {},
                    heading(loser, "row"),
                    ...pairs
                        .filter((pair) => pair.loser === loser)
                        .map((pair) => heatCell(pair, most)),
                ),
            ),
        ),
    );
}

function conflictFigure([memory, banks]) {
    const { count, ports } = validation.cases[selection.case].memories.find(
        (one) => one.name === memory,
    ).banks;
    const lost = lostCycles(banks);
    const pairs = contendingPairs(banks);
    return element(
        "figure",
        {},
        element(
            "h3",
            {},
            `${memory}: ${plural(count, "bank")} with ${plural(ports, "port")}${count > 1 ? " each" : ""}`,
        ),
        pairs.length
            ? element("div", { class: "table" }, conflictTable(memory, pairs))
            : null,
        element(
            "figcaption",
            {},
            `${plural(banks.accesses, "access", "accesses")}, under way in ` +
                `${plural(banks.busy_cycles, "cycle")}. ` +
                (lost
                    ? `They wait ${plural(lost, "cycle")}, ${decimal(lost / banks.accesses)} each.`
                    : "None of them ever waits."),
        ),
    );
}

/** A line for each layer and memory. */
function bankRows() {
    return rowsOfCase().flatMap((row) =>
        Object.entries(row.layer.banks ?? {}).map(([memory, banks]) => {
            const pairs = lostPairs(banks);
            const worst = pairs.reduce((a, b) => (b.cycles > a.cycles ? b : a), pairs[0]);
            return { ...row, memory, banks, lost: lostCycles(banks), worst };
        }),
    );
}

function bankTable() {
    return sortedTable({
        id: "banks-layers",
        rows: bankRows(),
        columns: [
            ...caseAndLayerColumns(),
            { title: "Memory", value: (row) => row.memory },
            numberColumn("Accesses", (row) => row.banks.accesses),
            numberColumn("Busy", (row) => row.banks.busy_cycles, whole, { unit: "cycles" }),
            numberColumn("Waited", (row) => row.lost, whole, {
                unit: "cycles",
                hint: "each access counts in every cycle that it waits for a port",
            }),
            numberColumn(
                "Waited",
                (row) => (row.banks.accesses ? row.lost / row.banks.accesses : null),
                decimal,
                { unit: "cycles an access" },
            ),
            {
                title: "Most of it",
                kind: "text",
                value: (row) =>
                    row.worst.cycles
                        ? `${streamName(row.worst.loser)} for ${streamName(row.worst.winner)}`
                        : null,
            },
        ],
        choose: (row) => select(row.caseIndex, isChosen(row) ? -1 : row.layerIndex),
        isSelected: isChosen,
    });
}

function banksSection() {
    if (!validation.rows.some((row) => row.layer.banks)) return null;
    const sentence = element("p");
    const memories = element("div", { class: "pair uneven" });
    const table = bankTable();
    const place = element(
        "section",
        {},
        element("h2", {}, "Banks"),
        sentence,
        memories,
        table.element,
    );
    const draw = () => {
        const rows = bankRows();
        place.style.display = rows.length ? "" : "none";
        sentence.textContent =
            selection.case < 0
                ? "Choose a case to see who waits for whom."
                : `Who waited for a port, and who had it, ${selectedName()}. “Inner” are the ` +
                  "transfers of the next memory further in. Users of the banks that are not in the " +
                  "table neither waited nor were waited for.";
        memories.replaceChildren(...Object.entries(selectedBanks()).map(conflictFigure));
        table.update(rows);
    };
    draw();
    onSelection(draw);
    return place;
}
