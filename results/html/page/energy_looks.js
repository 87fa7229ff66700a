// How energies are written and painted.

const causeLooks = {
    mac: ["compute"],
    read: ["fill"],
    write: ["drain"],
    activate: ["latency"],
    refresh: ["other"],
    background: ["tail"],
    network: ["simulated"],
    forwarding: ["simulated", hatching],
    adders: ["compute", hatching],
    leakage: ["start"],
};

const energyPalette = ["fill", "drain", "other", "latency", "simulated", "start"];

/** A number with three digits and the prefix of its unit that fits: 1.23 µJ. */
function withPrefix(number, unit) {
    if (number === null || number === undefined) return "–";
    const prefixes = ["a", "f", "p", "n", "µ", "m", "", "k", "M"];
    const power = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number) * 1.0005) / 3);
    const place = Math.min(Math.max(power, -6), 2);
    return Number((number / 1000 ** place).toPrecision(3)) + thin + prefixes[place + 6] + unit;
}
