// How the work lies on the PEs.

/** viridis, thinned out: even in lightness, so it reads without colours, too. */
const lightness = ["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"];

/**
 * MACs by PE, added over the rows whose mapping lays the PEs out in the same way: of the layouts in
 * `rows` the most frequent one. Nothing without counts.
 */
function peWork(rows) {
    const layouts = new Map();
    for (const row of rows.filter((one) => one.layer.pe?.macs?.length)) {
        const layout = `${row.layer.pe.macs.length} ${row.layer.pe.shape}`;
        layouts.set(layout, [...(layouts.get(layout) ?? []), row]);
    }
    if (layouts.size === 0) return null;
    const alike = [...layouts.values()].reduce((most, group) =>
        group.length > most.length ? group : most,
    );
    const first = alike[0].layer.pe;
    const macs = first.macs.map((_, unit) =>
        alike.reduce((sum, row) => sum + row.layer.pe.macs[unit], 0),
    );
    return { macs, columns: columnsOf(first), left: rows.length - alike.length };
}

/** The innermost extent of the array, or the divisor next to a square where it has no shape. */
function columnsOf(pe) {
    const count = pe.macs.length;
    if (pe.shape?.length > 1 && count % pe.shape[pe.shape.length - 1] === 0)
        return pe.shape[pe.shape.length - 1];
    let columns = Math.ceil(Math.sqrt(count));
    while (count % columns) ++columns;
    return columns > 4 * Math.sqrt(count) ? Math.ceil(Math.sqrt(count)) : columns;
}

function workSentence(work) {
    const most = work.macs.reduce((a, b) => Math.max(a, b));
    const least = work.macs.reduce((a, b) => Math.min(a, b));
    const idle = work.macs.filter((macs) => macs === 0).length;
    const mean = work.macs.reduce((a, b) => a + b) / work.macs.length;
    const each =
        most === least
            ? `each does ${whole(most)} MACs`
            : `from ${whole(least)} to ${whole(most)} MACs, ${whole(mean)} on average`;
    return `${plural(work.macs.length, "PE")}, ${each}${idle ? `; ${whole(idle)} never work` : ""}.`;
}

function drawPeMap() {
    const rows = selectedRows();
    const work = selection.case < 0 ? null : peWork(rows);
    if (!work) {
        return {
            says:
                selection.case < 0
                    ? "Choose a case to see the work of its PEs."
                    : "The work of the single PEs was not recorded in this validation.",
        };
    }
    const most = work.macs.reduce((a, b) => Math.max(a, b), 1);
    const lines = Math.ceil(work.macs.length / work.columns);
    const places = (count) => Array.from({ length: count }, (_, i) => i);
    return {
        height: 400,
        option: {
            grid: { left: 50, right: 16, top: 34, bottom: 68 },
            xAxis: across("", { type: "category", data: places(work.columns) }),
            yAxis: up("PE, row by row", {
                type: "category",
                inverse: true,
                data: places(lines),
                nameLocation: "start",
            }),
            visualMap: {
                dimension: 2,
                min: 0,
                max: most,
                hoverLink: false,
                orient: "horizontal",
                left: "center",
                bottom: 0,
                itemWidth: 12,
                itemHeight: 160,
                text: [scaled(most) + " MACs", "0"],
                inRange: { color: lightness },
                textStyle: { color: colour("quiet"), fontSize: 11 },
            },
            tooltip: {
                trigger: "item",
                formatter: ({ data }) =>
                    tip(`PE ${data[3]}`, [
                        ["row, column", `${data[1]}, ${data[0]}`],
                        ["MACs", whole(data[2])],
                        ["of the busiest", percent(data[2] / most, { sign: false })],
                    ]),
            },
            series: [
                {
                    type: "heatmap",
                    data: work.macs.map((macs, unit) => [
                        unit % work.columns,
                        Math.floor(unit / work.columns),
                        macs,
                        unit,
                    ]),
                    itemStyle:
                        work.macs.length > 1024
                            ? {}
                            : { borderColor: colour("ground"), borderWidth: 1 },
                },
            ],
        },
        says:
            `${sentenceCase(selectedName())}: ${workSentence(work)}` +
            (work.left && selection.layer < 0
                ? ` ${plural(work.left, "layer")} with another layout of the PEs left out.`
                : ""),
    };
}
