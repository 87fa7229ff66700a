// What the DRAM did in the simulation: bandwidth, rows, and what each tensor moved.

/** The case or layer that is selected; nothing where it is without DRAM, or all cases are. */
function selectedDram() {
    if (selection.case < 0) return null;
    const one = validation.cases[selection.case];
    return (selection.layer < 0 ? one.total : one.layers[selection.layer]).dram ?? null;
}

function rowsWithDram() {
    return rowsOfCase().filter((row) => row.layer.dram);
}

function times(factor) {
    return factor === null || factor === undefined ? "–" : decimal(factor) + thin + "×";
}

function share(fraction) {
    return percent(fraction, { sign: false });
}

function dramFigures(dram) {
    const { bytes, turnarounds, queue } = dram;
    const bursts = dram.row_hits + dram.row_misses + dram.row_conflicts;
    const turned = turnarounds.read_to_write + turnarounds.write_to_read;
    return [
        keyFigure(
            "Bandwidth achieved",
            share(dram.bandwidth_fraction),
            `${decimal(dram.bytes_per_cycle)} of ${decimal(dram.peak_bytes_per_cycle)} bytes a ` +
                `cycle; ${share(dram.busy_bandwidth_fraction)} while there is something to do`,
        ),
        keyFigure(
            "Bytes moved for a byte needed",
            times(bytes.overfetch),
            `${whole(bytes.moved)} for ${whole(bytes.needed)}`,
        ),
        keyFigure(
            "Row hits",
            share(bursts ? dram.row_hits / bursts : null),
            `${whole(dram.row_hits)}; ${plural(dram.row_misses, "miss", "misses")}, ` +
                `${plural(dram.row_conflicts, "conflict")}`,
        ),
        keyFigure(
            "Turnarounds",
            whole(turned),
            `${whole(turnarounds.read_to_write)} read to write, ` +
                `${whole(turnarounds.write_to_read)} write to read`,
        ),
        keyFigure(
            "Refresh",
            whole(dram.refresh_clocks),
            `clocks from due to done; data ends at clock ${whole(dram.clocks)}`,
        ),
        keyFigure(
            "Queued on average",
            decimal(queue.mean_reads + queue.mean_writes),
            `${decimal(queue.mean_reads)} reads, ${decimal(queue.mean_writes)} writes; at most ` +
                whole(queue.most),
        ),
    ];
}

/** A line for each tensor and direction that moves anything. */
function dramTensorRows() {
    const tensors = Object.entries(selectedDram()?.tensors ?? {});
    return tensors
        .flatMap(([tensor, ways]) =>
            Object.entries(ways).map(([way, moves]) => ({ tensor, way, ...moves })),
        )
        .filter((row) => row.moved > 0);
}

const rowOutcomes = [
    ["row_hits", "hits", "compute"],
    ["row_misses", "misses", "fill"],
    ["row_conflicts", "conflicts", "simulated"],
];

function drawDramRows() {
    const rows = dramTensorRows();
    if (rows.length === 0) return { says: `The DRAM moves nothing (${selectedName()}).` };
    const bursts = (row) => row.row_hits + row.row_misses + row.row_conflicts;
    return {
        height: 84 + rows.length * 34,
        option: {
            legend: legend(),
            grid: labelled({ top: 34, bottom: 44 }),
            xAxis: across("share of its bursts", {
                type: "value",
                max: 1,
                axisLabel: { formatter: (v) => roundPercent(v, { sign: false }) },
            }),
            yAxis: rowsAxis(rows.map((row) => `${row.tensor} · ${row.way}`)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: ([{ dataIndex }]) => {
                    const row = rows[dataIndex];
                    return tip(`${row.tensor} · ${row.way}`, [
                        ...rowOutcomes.map(([key, name]) => [name, whole(row[key])]),
                        ["bytes moved", whole(row.moved)],
                    ]);
                },
            },
            series: rowOutcomes.map(([key, name, kind]) => ({
                type: "bar",
                stack: "rows",
                name,
                barMaxWidth: 18,
                itemStyle: { color: colour(kind) },
                data: rows.map((row) => row[key] / bursts(row)),
            })),
        },
        says:
            `How the bursts of each tensor found their rows, ${selectedName()}: open (hit), ` +
            "closed (miss), or another one open (conflict).",
    };
}

/** Bars: layers of a case, or whole cases. */
function bandwidthBars() {
    if (selection.case >= 0)
        return rowsWithDram().map((row) => ({ name: row.layer.name, row, dram: row.layer.dram }));
    return validation.cases
        .map((one, caseIndex) => ({
            name: one.name,
            row: { caseIndex, layerIndex: -1 },
            dram: one.total.dram,
        }))
        .filter((bar) => bar.dram);
}

function bandwidthTip({ name, dram }) {
    return tip(name, [
        ["bytes a cycle", decimal(dram.bytes_per_cycle)],
        ["peak", decimal(dram.peak_bytes_per_cycle)],
        ["of the peak", share(dram.bandwidth_fraction)],
        ["while busy", share(dram.busy_bandwidth_fraction)],
    ]);
}

function drawBandwidth() {
    const all = bandwidthBars();
    const bars = largest(all, barsShown, (bar) => bar.dram.bytes.moved);
    return {
        height: 84 + bars.length * rowHeight(bars.length),
        option: {
            legend: legend(),
            grid: labelled({ top: 34, bottom: 44 }),
            xAxis: across("share of the peak bandwidth", {
                type: "value",
                max: 1,
                axisLabel: { formatter: (v) => roundPercent(v, { sign: false }) },
            }),
            yAxis: rowsAxis(bars.map((bar) => bar.name)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: ([{ dataIndex }]) => bandwidthTip(bars[dataIndex]),
            },
            series: [
                {
                    type: "bar",
                    name: "over all cycles",
                    barMaxWidth: 18,
                    itemStyle: { color: colour("simulated") },
                    data: bars.map((bar) => ({
                        value: bar.dram.bandwidth_fraction,
                        row: () => bar.row,
                    })),
                },
                {
                    type: "scatter",
                    name: "while the DRAM is busy",
                    symbolSize: bars.length > 12 ? 7 : 10,
                    itemStyle: { color: colour("ink") },
                    data: bars.map((bar) => ({
                        value: bar.dram.busy_bandwidth_fraction ?? "-",
                        row: () => bar.row,
                    })),
                },
            ],
        },
        says:
            "Bandwidth achieved. A short bar with its dot far to the right: the DRAM is fast " +
            "enough, and mostly waits for requests." +
            (bars.length < all.length
                ? ` Shown: the ${bars.length} of ${whole(all.length)} that move most.`
                : ""),
    };
}

function dramSentence() {
    if (selection.case < 0) return "Choose a case to see what its DRAM does for each tensor.";
    const { standard, channels } = validation.cases[selection.case].memories[0].dram;
    return (
        `${standard} with ${plural(channels, "channel")}, ${selectedName()}: what was simulated ` +
        "beyond the ideal memory of the analytical model."
    );
}

function dramSection() {
    if (!validation.rows.some((row) => row.layer.dram)) return null;
    const sentence = element("p");
    const figures = element("dl", { class: "figures three", id: "dram" });
    const tensors = dramTensorTable();
    const layers = dramLayerTable();
    const details = element(
        "div",
        {},
        figure({ id: "dram-rows", draw: drawDramRows }),
        tensors.element,
    );
    const place = element(
        "section",
        {},
        element("h2", {}, "DRAM"),
        sentence,
        figures,
        details,
        figure({ id: "dram-bandwidth", draw: drawBandwidth, onclick: choose }),
        layers.element,
    );
    const draw = () => {
        const dram = selectedDram();
        place.style.display = rowsWithDram().length ? "" : "none";
        figures.style.display = details.style.display = dram ? "" : "none";
        if (dram || selection.case < 0) sentence.textContent = dramSentence();
        figures.replaceChildren(...(dram ? dramFigures(dram) : []));
        tensors.update(dramTensorRows());
        layers.update(rowsWithDram());
    };
    draw();
    onSelection(draw);
    return place;
}
