// Mounts ECharts in figures, and redraws them for the selection, the theme, the width, the paper.

const charts = [];
const tables = []; // functions that draw one anew
let paper = false;

/**
 * A figure with a chart. `draw` gives {option, height, says} for the selection of the moment, or
 * {says} alone where there is nothing to draw. `many`: how many marks; beyond 3,000 pixels are
 * quicker than vectors. (ECharts 6.1 draws heat maps on pixels in slices of 15 ms, and paper does not
 * wait: they stay vectors.) `mounted` gets the chart when it is made, `drawn` is called after each drawing.
 */
function figure({ id, title, draw, many = () => 0, onclick, extra, mounted, drawn }) {
    const place = element("div", { class: "chart", id });
    const caption = element("figcaption");
    const made = element(
        "figure",
        {},
        title ? element("h3", {}, title) : null,
        extra ?? null,
        place,
        caption,
    );
    const chart = { place, caption, draw, many, onclick, mounted, drawn };
    Object.assign(chart, { instance: null, pixels: false });
    charts.push(chart);
    onSelection(() => redraw(chart));
    return made;
}

function redraw(chart) {
    const { option, height = 360, says } = chart.draw();
    chart.caption.textContent = says;
    chart.place.style.display = option ? "" : "none";
    const pixels = chart.many() > 3000;
    if (chart.instance && (!option || pixels !== chart.pixels)) {
        chart.instance.dispose();
        chart.instance = null;
    }
    if (!option) return;
    chart.place.style.height = height + "px";
    if (!chart.instance) {
        chart.instance = echarts.init(chart.place, null, {
            renderer: pixels ? "canvas" : "svg",
            devicePixelRatio: Math.max(2, devicePixelRatio),
        });
        chart.pixels = pixels;
        chart.instance.on("click", (event) => chart.onclick?.(event));
        chart.mounted?.(chart.instance);
    }
    chart.instance.resize({ width: chart.place.clientWidth, height });
    chart.instance.setOption(
        { ...base(), ...option, tooltip: { ...base().tooltip, ...option.tooltip } },
        true,
    );
    chart.drawn?.();
}

function redrawOf(id) {
    redraw(charts.find((chart) => chart.place.id === id));
}

function redrawAll() {
    charts.forEach(redraw);
}

/** On paper charts take the width of the sheet, and tables are whole unless they are very long. */
function putOnPaper(on) {
    paper = on;
    redrawAll();
    tables.forEach((draw) => draw());
}

function watchSurroundings() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
    matchMedia("print").addEventListener("change", (event) => putOnPaper(event.matches));
    addEventListener("beforeprint", () => putOnPaper(true));
    addEventListener("afterprint", () => putOnPaper(false));
    let asked = 0;
    addEventListener("resize", () => {
        cancelAnimationFrame(asked);
        asked = requestAnimationFrame(redrawAll);
    });
}
