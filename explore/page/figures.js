// The designs of the front, and what can be said of each: the values of the axes and the figures.

const exploration = readData();

/** Designs by number: those of the front, then those that were simulated besides. */
function readDesigns() {
    const designs = new Map();
    for (const design of exploration.front)
        designs.set(design.design, { ...design, onFront: true });
    for (const design of exploration.verification?.designs ?? []) {
        const onFront = designs.has(design.design);
        designs.set(design.design, { ...designs.get(design.design), ...design, onFront });
    }
    return designs;
}

const designs = readDesigns();
const front = exploration.front.map(({ design }) => designs.get(design));

/** Of [name, size, least = size] the largest unit whose least the middle one of the numbers reaches. */
function unitFor(numbers, units) {
    const sorted = numbers.filter((number) => number > 0).sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 1;
    return units.reduce((best, unit) => ((unit[2] ?? unit[1]) <= middle ? unit : best));
}

/** As many decimals as leave the least number four digits. */
function decimalsFor(numbers) {
    const least = numbers.filter((number) => number > 0).reduce((a, b) => Math.min(a, b), Infinity);
    if (!Number.isFinite(least)) return 0;
    return Math.min(4, Math.max(0, 3 - Math.floor(Math.log10(least))));
}

const joules = [
    ["pJ", 1],
    ["nJ", 1e3],
    ["µJ", 1e6],
    ["mJ", 1e9],
    ["J", 1e12],
];

/** A figure of a design: `unit` is what its numbers are given in. */
function measuredFigure({ key, title, of, units, more = {} }) {
    const all = [...designs.values()].map(of).filter((number) => number !== null);
    const [unit, size] = unitFor(all, units);
    const value = (design) => {
        const number = of(design);
        return number === null || number === undefined ? null : number / size;
    };
    const decimals = decimalsFor(all.map((number) => number / size));
    return { key, title, unit, size, value, show: (number) => decimal(number, decimals), ...more };
}

function countedFigure(key, title, of) {
    return { key, title, unit: "cycles", value: of, show: whole };
}

function readFigures() {
    const estimated = exploration.timing === "exact" ? "cycles" : `cycles (${exploration.timing})`;
    return [
        countedFigure("cycles", estimated, (design) => design.cycles),
        countedFigure("exact_cycles", "exact cycles", (design) => design.exact_cycles),
        measuredFigure({
            key: "energy",
            title: "energy",
            of: (design) => design.energy_pj,
            units: joules,
        }),
        measuredFigure({
            key: "edp",
            title: "EDP",
            of: (design) => design.edp_pj_cycles,
            units: joules.map(([name, size]) => [name + " · cycles", size]),
        }),
        measuredFigure({
            key: "area",
            title: "area",
            of: (design) => design.area_um2,
            units: [
                ["µm²", 1],
                ["mm²", 1e6, 1e4],
            ],
        }),
        measuredFigure({
            key: "power",
            title: "power",
            of: (design) => design.power_mw,
            units: [
                ["µW", 1e-3],
                ["mW", 1],
                ["W", 1e3],
            ],
        }),
        measuredFigure({
            key: "throughput_per_area",
            title: "throughput / area",
            of: (design) => design.macs_per_cycle_mm2,
            units: [["MACs/cycle/mm²", 1]],
            more: { larger: true },
        }),
    ].filter((figure) => front.some((design) => figure.value(design)));
}

/** An axis of the space. Its numbers are what they are, whatever they measure. */
function axisColumn(axis) {
    const value = (design) => design.values[axis.name];
    return { key: "axis " + axis.name, title: axis.name, axis, value, show: shownValue };
}

function shownValue(value) {
    return typeof value === "number" ? whole(value) : String(value);
}

/** Whose rule the estimated cycles follow. */
const ruleOf = { maestro: "MAESTRO’s rule", timeloop: "Timeloop’s rule" };

const figures = readFigures();
const axes = exploration.axes.map(axisColumn);
const columns = [...axes, ...figures];

function columnOf(key) {
    return columns.find((column) => column.key === key) ?? null;
}

/** The different values of a column on the front, ascending; words in the order of the space. */
function distinctValues(column) {
    const found = [...new Set(front.map(column.value))].filter((value) => value !== null);
    const words = column.axis?.words;
    return found.sort((a, b) => (words ? words.indexOf(a) - words.indexOf(b) : a - b));
}

const stepsShown = 12;

/** Each column knows its `distinct` values; one with few of them, or words, is taken in `steps`. */
for (const column of columns) {
    column.distinct = distinctValues(column);
    column.steps =
        Boolean(column.axis) && (column.distinct.length <= stepsShown || "words" in column.axis);
    column.numeric = column.distinct.every((value) => typeof value === "number");
}

function varies(column) {
    return column.distinct.length > 1;
}

/** `design 2 305`, and lines of all that is known of it. */
function designName(design) {
    return "design " + whole(design.design);
}

function withUnit(figure, design) {
    const unit = figure.unit === "cycles" ? "" : thin + figure.unit;
    return figure.show(figure.value(design)) + unit;
}

function designLines(design) {
    const lines = axes.map((column) => [column.title, column.show(column.value(design))]);
    for (const figure of figures) {
        if (figure.value(design) !== undefined)
            lines.push([figure.title, withUnit(figure, design)]);
    }
    if (design.simulated_cycles !== undefined) {
        lines.push(["simulated cycles", whole(design.simulated_cycles)]);
    }
    return lines;
}

function objectiveNames() {
    const names = exploration.objectives.map((key) => columnOf(key)?.title ?? key);
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
}
