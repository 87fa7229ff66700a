// Analytical against simulated cycles: on the diagonal, and how far beside it.

const named = 5;

function worstRows(rows) {
    return new Set(
        rows
            .filter((row) => row.layer.deviation)
            .sort((a, b) => Math.abs(b.layer.deviation) - Math.abs(a.layer.deviation))
            .slice(0, named),
    );
}

function layerTip(row) {
    return tip(rowName(row), [
        ["analytical", whole(row.layer.analytical.cycles) + " cycles"],
        ["simulated", whole(row.layer.simulation.cycles) + " cycles"],
        ["deviation", percent(row.layer.deviation)],
        ...(row.broken ? [["expectation", "broken"]] : []),
    ]);
}

function layerPoints(rows, y) {
    const worst = worstRows(rows);
    return rows.map((row) => ({
        row: () => row,
        value: [row.layer.analytical.cycles, y(row)],
        symbol: row.broken ? "diamond" : "circle",
        symbolSize: row.layerIndex === selection.layer ? 15 : row.broken ? 11 : 8,
        itemStyle: {
            color: colour(row.broken ? "simulated" : "analytical"),
            opacity: 0.72,
            borderColor: row.layerIndex === selection.layer ? colour("ink") : colour("ground"),
            borderWidth: row.layerIndex === selection.layer ? 2 : 0.5,
        },
        label: { show: worst.has(row), formatter: () => row.layer.name },
    }));
}

function pointSeries(rows, y) {
    return {
        type: "scatter",
        data: layerPoints(rows, y),
        label: {
            position: "left",
            color: colour("ink"),
            fontSize: 11,
            distance: 7,
            textBorderColor: colour("ground"),
            textBorderWidth: 3,
        },
        labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
        emphasis: { scale: 1.4 },
    };
}

const rowTip = {
    tooltip: { trigger: "item", formatter: ({ data }) => (data.row ? layerTip(data.row()) : "") },
};

/** Round powers of ten around all cycles. */
function cycleRange(rows) {
    const cycles = rows.flatMap((row) => [
        row.layer.analytical.cycles,
        row.layer.simulation.cycles,
    ]);
    const least = cycles.reduce((a, b) => Math.min(a, b));
    const most = cycles.reduce((a, b) => Math.max(a, b));
    return [
        10 ** Math.floor(Math.log10(Math.max(1, least))),
        10 ** Math.ceil(Math.log10(Math.max(10, most + 1))),
    ];
}

function drawDiagonal() {
    const rows = rowsOfCase();
    const [min, max] = cycleRange(rows);
    const scale = { type: "log", min, max, axisLabel: { formatter: scaled } };
    const equal = rows.filter((row) => row.layer.deviation === 0).length;
    return {
        height: 400,
        option: {
            ...rowTip,
            grid: { left: 50, right: 24, top: 34, bottom: 48 },
            xAxis: across("analytical cycles", scale),
            yAxis: up("simulated cycles", scale),
            series: [
                {
                    ...pointSeries(rows, (row) => row.layer.simulation.cycles),
                    markLine: {
                        silent: true,
                        symbol: "none",
                        label: { show: false },
                        lineStyle: { color: colour("quiet"), type: "solid", width: 1 },
                        data: [[{ coord: [min, min] }, { coord: [max, max] }]],
                    },
                },
            ],
        },
        says:
            `A point a layer, ${plural(rows.length, "layer")}; ${whole(equal)} on the line, ` +
            "where both say the same." +
            (rows.some((row) => row.broken) ? " Diamonds break an expectation." : "") +
            (equal < rows.length ? " The furthest from it are named, as far as there is room." : ""),
    };
}

function drawDeviation() {
    const rows = rowsOfCase();
    const [min, max] = cycleRange(rows);
    const size = rows.reduce((most, row) => Math.max(most, Math.abs(row.layer.deviation ?? 0)), 0);
    return {
        height: 400,
        option: {
            ...rowTip,
            grid: { left: 50, right: 24, top: 34, bottom: 48 },
            xAxis: across("analytical cycles", {
                type: "log",
                min,
                max,
                axisLabel: { formatter: scaled },
            }),
            yAxis: up("simulated beyond analytical", {
                ...(size === 0 ? { min: -0.01, max: 0.01 } : {}),
                axisLabel: { formatter: (v) => roundPercent(v) },
            }),
            series: [
                {
                    ...pointSeries(rows, (row) => row.layer.deviation),
                    markLine: {
                        silent: true,
                        symbol: "none",
                        label: { show: false },
                        lineStyle: { color: colour("quiet"), type: "solid", width: 1 },
                        data: [{ yAxis: 0 }],
                    },
                },
            ],
        },
        says:
            size === 0
                ? "Every layer takes as many cycles in the simulation as was computed."
                : "The same points; the height is the simulated cycles / the analytical ones " +
                  "− 1, so a few per cent can be seen.",
    };
}

function agreementSection() {
    const many = () => rowsOfCase().length;
    return element(
        "section",
        {},
        element("h2", {}, "Agreement"),
        element(
            "p",
            {},
            "Cycles of every layer as the closed form gives them and as the simulation took them.",
        ),
        element(
            "div",
            { class: "pair" },
            figure({ id: "diagonal", draw: drawDiagonal, many, onclick: choose }),
            figure({ id: "deviation", draw: drawDeviation, many, onclick: choose }),
        ),
    );
}
