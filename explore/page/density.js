// Behind the front: how many valid designs lie in each cell of a grid over the first two objectives.

/** Cells as [left, right, bottom, top, designs] in the units of two figures. */
function readCells({ objectives, columns, rows, cells }) {
    const sizes = objectives.map((key) => columnOf(key)?.size ?? 1);
    const list = [];
    for (let i = 0; i < cells.length; i += 3) {
        const [column, row, designs] = cells.slice(i, i + 3);
        list.push([
            columns[column] / sizes[0],
            columns[column + 1] / sizes[0],
            rows[row] / sizes[1],
            rows[row + 1] / sizes[1],
            designs,
        ]);
    }
    return list;
}

const density = exploration.density
    ? {
          figures: exploration.density.objectives.map(columnOf),
          cells: readCells(exploration.density),
      }
    : { figures: [], cells: [] };
const mostInCell = density.cells.reduce((most, cell) => Math.max(most, cell[4]), 1);

/** Where the chart has the figures of the grid on its axes. */
function densityIsShown() {
    return (
        density.cells.length > 0 && view.x === density.figures[0] && view.y === density.figures[1]
    );
}

/** The numbers that the grid reaches on each axis. */
function densityReach() {
    if (!densityIsShown()) return [[], []];
    const reach = (low, high) => [
        density.cells.reduce((least, cell) => Math.min(least, cell[low]), Infinity),
        density.cells.reduce((most, cell) => Math.max(most, cell[high]), -Infinity),
    ];
    return [reach(0, 1), reach(2, 3)];
}

/** From one design to the fullest cell, by the logarithm. */
function shadeOf(designs) {
    return 0.1 + (0.5 * Math.log1p(designs)) / Math.log1p(mostInCell);
}

function drawCell(scales) {
    return (_, api) => {
        const [left, right, bottom, top, designs] = [0, 1, 2, 3, 4].map((i) => api.value(i));
        const from = api.coord([left, top]);
        const to = api.coord([right, bottom]);
        return {
            type: "rect",
            shape: {
                x: from[0],
                y: from[1],
                width: Math.max(0.5, to[0] - from[0]),
                height: Math.max(0.5, to[1] - from[1]),
            },
            style: { fill: colour("cloud"), opacity: shadeOf(designs) },
        };
    };
}

function densitySeries(scales) {
    if (!densityIsShown()) return [];
    return [
        {
            name: "valid",
            type: "custom",
            clip: true,
            progressive: 0,
            encode: { x: [0, 1], y: [2, 3], tooltip: [] },
            renderItem: drawCell(scales),
            data: density.cells.map(([left, right, bottom, top, designs]) => ({
                value: [
                    scales[0].position(left),
                    scales[0].position(right),
                    scales[1].position(bottom),
                    scales[1].position(top),
                    designs,
                ],
                says: () => cellTip([left, right, bottom, top, designs]),
            })),
        },
    ];
}

function cellTip([left, right, bottom, top, designs]) {
    const range = (figure, low, high) =>
        `${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}${thin}${figure.unit}`;
    return tip(plural(designs, "valid design"), [
        [view.x.title, range(view.x, left, right)],
        [view.y.title, range(view.y, bottom, top)],
    ]);
}

function densitySays() {
    return densityIsShown()
        ? ` Behind it all ${plural(exploration.valid, "valid design")}: the darker a cell, the more ` +
              `(at most ${whole(mostInCell)}).`
        : "";
}
