// Numbers and elements. All text from the data goes through textContent, never through HTML.

const thin = "\u202f";
const minus = "\u2212";

function whole(number) {
    if (number === null || number === undefined) return "–";
    const digits = String(Math.abs(Math.round(number))).replace(/\B(?=(\d{3})+$)/g, thin);
    return (number < 0 ? minus : "") + digits;
}

function signed(number) {
    return (number > 0 ? "+" : "") + whole(number);
}

/** A fraction as per cent with two decimals; what is smaller than those keeps two digits. */
function percent(fraction, { sign = true } = {}) {
    if (fraction === null || fraction === undefined) return "–";
    if (fraction === 0) return "0" + thin + "%";
    const size = Math.abs(fraction * 100);
    return (
        markOf(fraction, sign) + (size >= 0.005 ? decimal(size) : size.toPrecision(2)) + thin + "%"
    );
}

/** The same for sentences and axes: three digits are enough there, and no zeros behind them. */
function roundPercent(fraction, { sign = true } = {}) {
    if (fraction === null || fraction === undefined) return "–";
    if (fraction === 0) return "0" + thin + "%";
    const size = Math.abs(fraction * 100);
    return markOf(fraction, sign) + Number(size.toPrecision(size >= 1 ? 3 : 2)) + thin + "%";
}

function markOf(number, sign) {
    return number < 0 ? minus : sign ? "+" : "";
}

function decimal(number, digits = 2) {
    if (number === null || number === undefined) return "–";
    const [before, after] = Math.abs(number).toFixed(digits).split(".");
    return (number < 0 ? minus : "") + whole(Number(before)) + (after ? "." + after : "");
}

/** For axes: 20k, 1.5M. */
function scaled(number) {
    const size = Math.abs(number);
    for (const [unit, letter] of [
        [1e12, "T"],
        [1e9, "G"],
        [1e6, "M"],
        [1e3, "k"],
    ]) {
        if (size >= unit) return Number((number / unit).toPrecision(3)) + letter;
    }
    return String(Number(number.toPrecision(3)));
}

function plural(count, one, many = one + "s") {
    return whole(count) + " " + (count === 1 ? one : many);
}

function sentenceCase(text) {
    return text[0].toUpperCase() + text.slice(1);
}

function deviation(found, expected) {
    if (expected === 0) return found === 0 ? 0 : null;
    return found / expected - 1;
}

/** A deviation in a table: none at all steps back. */
function shownDeviation(fraction, bad = false) {
    return element(
        "span",
        { class: fraction === 0 ? "none" : bad ? "bad" : null },
        percent(fraction),
    );
}

function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
        else if (value !== undefined && value !== null) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
}

/** What a chart shows under the pointer: a title and lines of a label and a value. */
function tip(title, lines) {
    return element(
        "div",
        { class: "tip" },
        element("b", {}, title),
        ...lines.map(([label, value]) =>
            element("div", {}, element("span", {}, label), element("span", {}, value)),
        ),
    );
}

function keyFigure(title, value, note) {
    return element(
        "div",
        {},
        element("dt", {}, title),
        element("dd", {}, value, note ? element("small", {}, note) : null),
    );
}
