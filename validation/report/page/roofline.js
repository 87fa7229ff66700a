// MACs a cycle against MACs a byte. All cases together: in units of each accelerator's own roofs.

function rooflinePoint(row, model) {
    const layer = row.layer[model];
    const bandwidth = outermostBandwidth(row.one);
    const intensity = layer.arithmetic_intensity;
    if (!intensity || !layer.cycles || !bandwidth) return null;
    const pace = layer.macs / layer.cycles;
    const peak = peakOf(row);
    const value =
        selection.case < 0 ? [intensity / (peak / bandwidth), pace / peak] : [intensity, pace];
    return { row: () => row, value, intensity, pace, peak, symbolSize: pointSize(row, model) };
}

function pointSize(row, model) {
    return (model === "analytical" ? 11 : 6) * (row.layerIndex === selection.layer ? 1.7 : 1);
}

function rooflineSeries(points, model, style) {
    return { type: "scatter", name: model, data: points, ...style };
}

/** The two roofs from the left edge over the ridge to the right one. */
function roofs(peak, bandwidth, from, to) {
    const ridge = peak / bandwidth;
    return {
        type: "line",
        name: "roof",
        silent: true,
        symbol: "none",
        lineStyle: { color: colour("ink"), width: 1.5 },
        itemStyle: { color: colour("ink") },
        data: [
            [from, from * bandwidth],
            [ridge, peak],
            [to, peak],
        ],
    };
}

function rooflineRange(points, ridge) {
    const at = points.map((point) => point.value[0]);
    const least = at.reduce((a, b) => Math.min(a, b), ridge);
    const most = at.reduce((a, b) => Math.max(a, b), ridge);
    return [least / 2.5, most * 2.5];
}

function rooflineTip(point) {
    return tip(rowName(point.row()), [
        ["MACs a cycle", decimal(point.pace)],
        ["of the peak", percent(point.pace / point.peak, { sign: false })],
        ["MACs a byte", decimal(point.intensity)],
    ]);
}

function drawRoofline() {
    const rows = rowsOfCase();
    const together = selection.case < 0;
    const analytical = rows.map((row) => rooflinePoint(row, "analytical")).filter(Boolean);
    const simulated = rows.map((row) => rooflinePoint(row, "simulation")).filter(Boolean);
    if (analytical.length === 0) return { says: "No layer has an arithmetic intensity to draw." };
    const peak = together ? 1 : peakOf(rows[0]);
    const bandwidth = together ? 1 : outermostBandwidth(rows[0].one);
    const [min, max] = rooflineRange([...analytical, ...simulated], peak / bandwidth);
    const { name } = rows[0].one.memories[0];
    return {
        height: 400,
        option: {
            legend: legend(),
            grid: { left: 50, right: 24, top: 62, bottom: 48 },
            xAxis: across(together ? "MACs a byte, ridge = 1" : `MACs a byte of ${name}`, {
                type: "log",
                min,
                max,
                axisLabel: { formatter: scaled, showMinLabel: false, showMaxLabel: false },
            }),
            yAxis: up(together ? "share of the peak" : "MACs a cycle", {
                type: "log",
                axisLabel: { formatter: scaled },
            }),
            tooltip: {
                trigger: "item",
                formatter: ({ data }) => (data.row ? rooflineTip(data) : ""),
            },
            series: [
                roofs(peak, bandwidth, min, max),
                rooflineSeries(analytical, "analytical", {
                    itemStyle: {
                        color: "transparent",
                        borderColor: colour("analytical"),
                        borderWidth: 1.5,
                    },
                }),
                rooflineSeries(simulated, "simulated", {
                    itemStyle: { color: colour("simulated") },
                }),
            ],
        },
        says: together
            ? "Every layer against its own accelerator's roofs: right of 1 the PEs are the " +
              "bound, left of it the outermost memory."
            : `Flat roof: ${whole(peak)} MACs a cycle. Sloping roof: ${whole(bandwidth)} ` +
              `bytes a cycle to and from ${name}, ` +
              "both directions together. Below the roof lies what waiting and idle PEs cost.",
    };
}

function arraySection() {
    return element(
        "section",
        {},
        element("h2", {}, "Work of the array"),
        element(
            "p",
            {},
            "How evenly the MACs lie on the PEs, and how near the layers come to what the " +
                "accelerator could do.",
        ),
        element(
            "div",
            { class: "pair" },
            figure({ id: "pe-map", title: "MACs by PE", draw: drawPeMap }),
            figure({
                id: "roofline",
                title: "Roofline",
                draw: drawRoofline,
                onclick: choose,
                many: () => 2 * rowsOfCase().length,
            }),
        ),
    );
}
