// Linear and logarithmic scales for axes of charts. A chart has positions on it: numbers or their
// logarithms; so a logarithmic axis has round labels however little of it is seen.

/** Round numbers from low to high, about as many as are wanted. */
function linearTicks(low, high, wanted = 6) {
    if (!(high > low)) return [low];
    const rough = (high - low) / wanted;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); ++i)
        ticks.push(Number((i * step).toPrecision(12)));
    return ticks;
}

function logarithmicTicks(low, high, wanted = 6) {
    if (high / low < 8) return linearTicks(low, high, wanted);
    const decades = Math.log10(high / low);
    const multiples =
        decades < wanted / 6 ? [1, 2, 3, 4, 6, 8] : decades < wanted / 2 ? [1, 2, 5] : [1];
    const every = Math.max(1, Math.round(decades / wanted));
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; ++power) {
        if (power % every !== 0) continue;
        ticks.push(...multiples.map((times) => times * 10 ** power));
    }
    return ticks.filter((tick) => tick >= low && tick <= high);
}

/** Numbers that cannot be on a logarithmic scale have a linear one. */
function canBeLogarithmic(numbers) {
    return numbers.every((number) => number > 0);
}

function scaleOf(numbers, logarithmic) {
    const log = logarithmic && canBeLogarithmic(numbers);
    const position = (number) => (log ? Math.log10(number) : number);
    const number = (place) => (log ? 10 ** place : place);
    const places = numbers.map(position);
    const least = places.reduce((a, b) => Math.min(a, b), Infinity);
    const most = places.reduce((a, b) => Math.max(a, b), -Infinity);
    const room = (most - least) * 0.04 || Math.abs(most) * 0.05 || 1;
    const ticks = (low, high, wanted) =>
        (log ? logarithmicTicks : linearTicks)(number(low), number(high), wanted).map(position);
    return { log, position, number, least, most, low: least - room, high: most + room, ticks };
}

/** Settings of a chart's axis with round labels between two positions. */
function roundAxis(scale, low, high, wanted) {
    const customValues = scale.ticks(low, high, wanted);
    return {
        type: "value",
        axisLabel: { customValues, formatter: (place) => scaled(scale.number(place)) },
        axisTick: { show: false, customValues },
        splitLine: { show: true, customValues, lineStyle: { color: colour("rule") } },
    };
}
