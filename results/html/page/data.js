// Reads the packed data of the page: packing.hpp of the program describes the form.

function unpack(packed, shapes) {
    if (!Array.isArray(packed)) return packed;
    const [form, ...values] = packed;
    if (form === -1) return values.map((value) => unpack(value, shapes));
    if (form === -2) {
        const list = [];
        for (let i = 0; i < values.length; i += 2) {
            for (let n = 0; n < values[i + 1]; ++n) list.push(values[i]);
        }
        return list;
    }
    const object = {};
    shapes[form].forEach((key, i) => {
        object[key] = unpack(values[i], shapes);
    });
    if (object.analytical instanceof Object && object.simulation instanceof Object) {
        object.simulation = merged(object.analytical, object.simulation);
    }
    return object;
}

/** What the simulation says: the analytical values but for those that differ. */
function merged(base, changes) {
    const object = { ...base };
    for (const [key, change] of Object.entries(changes)) {
        const both =
            change instanceof Object && !Array.isArray(change) && base[key] instanceof Object;
        object[key] = both ? merged(base[key], change) : change;
    }
    return object;
}

function readData() {
    const stored = JSON.parse(document.getElementById("data").textContent);
    return unpack(stored.value, stored.shapes);
}

/** Sums a map of numbers by key over many. */
function added(maps) {
    const sums = new Map();
    for (const map of maps) {
        for (const [key, number] of map) sums.set(key, (sums.get(key) ?? 0) + number);
    }
    return sums;
}
