// All columns side by side, a line a design; ranges drawn on the axes are the filters.

const parallelColumns = columns.filter(varies);

/** Positions of a column in the chart: steps, numbers, or the logarithms of numbers far apart. */
function parallelScale(column) {
    if (column.steps) return { position: (i) => i, number: (i) => i };
    const { distinct } = column;
    return scaleOf(distinct, distinct[0] > 0 && distinct.at(-1) > 10 * distinct[0]);
}

const parallelScales = new Map(parallelColumns.map((column) => [column, parallelScale(column)]));

function nameWidth() {
    if (narrow()) return 120;
    return (document.getElementById("page").clientWidth - 110) / parallelColumns.length;
}

function parallelAxis(column, i) {
    const shared = {
        id: column.key,
        dim: i,
        name: column.title,
        nameGap: 14,
        nameTruncate: { maxWidth: nameWidth() },
        nameTextStyle: { color: colour("ink"), fontSize: 11 },
        axisLine: { lineStyle: { color: colour("quiet") } },
        areaSelectStyle: {
            width: 16,
            borderWidth: 1,
            borderColor: colour("accent"),
            color: colour("accent"),
            opacity: 0.25,
        },
        axisTick: { show: false },
    };
    const label = {
        color: colour("ink"),
        fontSize: 10.5,
        hideOverlap: true,
        textBorderColor: colour("ground"),
        textBorderWidth: 3,
    };
    if (column.steps) {
        const names = column.distinct.map(column.show);
        return {
            ...shared,
            type: "category",
            data: names,
            axisLabel: { ...label, width: 70, overflow: "truncate" },
        };
    }
    const scale = parallelScales.get(column);
    const customValues = scale.ticks(scale.least, scale.most, 5);
    return {
        ...shared,
        type: "value",
        min: scale.low,
        max: scale.high,
        axisLabel: {
            ...label,
            customValues,
            formatter: (place) => scaled(scale.number(place)),
        },
        splitLine: { show: false },
    };
}

function drawParallel() {
    if (parallelColumns.length < 2) return { says: "All designs of the front are alike." };
    const shade = colouring();
    const upright = narrow();
    return {
        height: upright ? 60 + parallelColumns.length * 62 : 380,
        option: {
            parallel: {
                layout: upright ? "vertical" : "horizontal",
                left: upright ? 16 : 40,
                right: upright ? 24 : 56,
                top: upright ? 36 : 44,
                bottom: 24,
            },
            parallelAxis: parallelColumns.map(parallelAxis),
            tooltip: {
                trigger: "item",
                formatter: ({ data }) => (data.design ? designTip(data.design()) : ""),
            },
            series: {
                type: "parallel",
                progressive: 0,
                inactiveOpacity: 0.04,
                activeOpacity: 1,
                emphasis: { lineStyle: { width: 3 } },
                data: selectedLast().map((design) => ({
                    value: parallelColumns.map((column) =>
                        parallelScales.get(column).position(positionIn(column, design)),
                    ),
                    design: () => design,
                    lineStyle: lineLook(design, shade),
                })),
            },
        },
        says:
            "A line a design of the front. Draw along an axis to keep the designs that pass " +
            "there, drag the range to move it, click the axis to remove it.",
    };
}

function selectedLast() {
    return [...front.filter((design) => !isSelected(design)), ...front.filter(isSelected)];
}

function lineLook(design, shade) {
    if (isSelected(design)) return { color: colour("ink"), width: 2.5, opacity: 1 };
    const opacity = Math.max(0.15, Math.min(0.7, 40 / front.length));
    return { color: shade(design), width: 1.25, opacity };
}

/** Ranges that the reader draws become filters; the chart itself needs not be told of them. */
function takeRanges(chart, column, intervals) {
    const scale = parallelScales.get(column);
    setFilter(
        column,
        intervals.map((range) => range.map(scale.number).sort((a, b) => a - b)),
    );
    cancelAnimationFrame(chart.asked);
    chart.asked = requestAnimationFrame(() => filtersChanged(showRanges));
}

const parallelView = { chart: null, telling: false };

function watchParallel(chart) {
    parallelView.chart = chart;
    chart.on("axisareaselected", ({ parallelAxisId, intervals }) => {
        const column = columnOf(parallelAxisId);
        if (!parallelView.telling && column) takeRanges(chart, column, intervals);
    });
}

/** Puts the filters on the axes of the chart. */
function showRanges() {
    const { chart } = parallelView;
    if (!chart || chart.isDisposed()) return;
    parallelView.telling = true;
    for (const column of parallelColumns) {
        const scale = parallelScales.get(column);
        const ends = column.steps
            ? [0, column.distinct.length - 1]
            : [column.distinct[0], column.distinct.at(-1)];
        const intervals = (filters.get(column.key) ?? []).map(([low, high]) => [
            scale.position(Math.max(low, ends[0])),
            scale.position(Math.min(high, ends[1])),
        ]);
        chart.dispatchAction({ type: "axisAreaSelect", parallelAxisId: column.key, intervals });
    }
    parallelView.telling = false;
}

function filterSection() {
    const drawn = figure({
        id: "parallel",
        draw: drawParallel,
        many: () => front.length * 2,
        onclick: chooseDesign,
        mounted: watchParallel,
        drawn: showRanges,
    });
    onFilters(showRanges);
    return element(
        "section",
        {},
        element("h2", {}, "What the designs are"),
        element(
            "p",
            {},
            "The values of the axes beside the figures. Filters hold for all charts and tables " +
                "of the front.",
        ),
        drawn,
        filterPanel(),
    );
}
