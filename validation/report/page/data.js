// Reads the packed validation: packing.hpp of the program describes the form.

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

function readValidation() {
    const stored = JSON.parse(document.getElementById("validation").textContent);
    const validation = unpack(stored.value, stored.shapes);
    validation.rows = validation.cases.flatMap((one, caseIndex) => {
        const broken = new Set(one.broken.map((outcome) => outcome.layer));
        return one.layers.map((layer, layerIndex) => ({
            one,
            layer,
            caseIndex,
            layerIndex,
            broken: broken.has(layer.name),
        }));
    });
    return validation;
}

const validation = readValidation();
const several = validation.cases.length > 1;

/** Parts of a cycle stack in the order of time: [{name, kind, memory, cycles}]. */
function stackParts(stack) {
    const parts = [{ name: "compute", kind: "compute", cycles: stack.compute }];
    for (const [memory, causes] of Object.entries(stack.waiting)) {
        for (const [cause, cycles] of Object.entries(causes)) {
            parts.push({
                name: `${memory} ${cause.replaceAll("_", " ")}`,
                kind: cause,
                memory,
                cycles,
            });
        }
    }
    for (const [name, cycles] of Object.entries(stack)) {
        if (!["compute", "waiting", "start", "tail"].includes(name))
            parts.push({ name, kind: name, cycles });
    }
    parts.push({ name: "start", kind: "start", cycles: stack.start });
    parts.push({ name: "tail", kind: "tail", cycles: stack.tail });
    return parts;
}

/** Sums a map of numbers by key over many. */
function added(maps) {
    const sums = new Map();
    for (const map of maps) {
        for (const [key, number] of map) sums.set(key, (sums.get(key) ?? 0) + number);
    }
    return sums;
}

/** Access counts of a layer: "DRAM · Weight · reads" → number. */
function accesses(layer) {
    const counts = new Map();
    for (const [memory, tensors] of Object.entries(layer.counts)) {
        for (const [tensor, access] of Object.entries(tensors)) {
            counts.set([memory, tensor, "reads"].join(" · "), access.reads);
            counts.set([memory, tensor, "writes"].join(" · "), access.writes);
        }
    }
    return counts;
}

function peakOf(row) {
    return (row.one.pe.count ?? row.layer.analytical.pes_available) * row.one.pe.lanes;
}

/** Bytes a cycle between the outermost memory and the next, both directions together. */
function outermostBandwidth(one) {
    const second = one.memories[1];
    return second ? second.fill_bytes_per_cycle + second.drain_bytes_per_cycle : null;
}
