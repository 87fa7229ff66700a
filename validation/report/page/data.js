// The validation that the page shows.

function readValidation() {
    const validation = readData();
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
