// What part of the front is seen: by wheel and dragging, by a box, by buttons.

/** After a zoom: labels that are round for what is seen now. */
function keepZoom(chart) {
    const [x, y] = chart.getOption().dataZoom;
    view.zoom = [x, y].map(({ startValue, endValue }) => [startValue, endValue]);
    const scales = frontScales();
    const wanted = wantedTicks();
    const [across_, up_] = scales.map((scale, i) => roundAxis(scale, ...view.zoom[i], wanted[i]));
    const settings = ({ axisLabel, axisTick, splitLine }) => ({ axisLabel, axisTick, splitLine });
    chart.setOption({ xAxis: settings(across_), yAxis: settings(up_) });
}

function watchFront(chart) {
    view.chart = chart;
    chart.on("datazoom", () => keepZoom(chart));
}

function showAll() {
    view.zoom = null;
    stopBox();
    redrawOf("front");
}

/** By a factor around the middle of what is seen. */
function zoomBy(factor) {
    const scales = frontScales();
    view.zoom = seen(scales).map(([low, high], i) => {
        const half = ((high - low) * factor) / 2;
        const middle = (low + high) / 2;
        return [Math.max(scales[i].low, middle - half), Math.min(scales[i].high, middle + half)];
    });
    redrawOf("front");
}

const boxButton = element(
    "button",
    { id: "zoom-box", "aria-pressed": "false", onclick: toggleBox },
    "Box",
);

function toggleBox() {
    const on = boxButton.getAttribute("aria-pressed") !== "true";
    boxButton.setAttribute("aria-pressed", String(on));
    view.chart?.dispatchAction({
        type: "takeGlobalCursor",
        key: "dataZoomSelect",
        dataZoomSelectActive: on,
    });
}

function stopBox() {
    if (boxButton.getAttribute("aria-pressed") === "true") toggleBox();
}

function zoomButtons() {
    const button = (id, text, label, onclick) =>
        element("button", { id, "aria-label": label, onclick }, text);
    return element(
        "span",
        { class: "zoom", role: "group", "aria-label": "Zoom" },
        button("zoom-in", "+", "Zoom in", () => zoomBy(0.5)),
        button("zoom-out", "−", "Zoom out", () => zoomBy(2)),
        boxButton,
        button("zoom-all", "Whole front", null, showAll),
    );
}
