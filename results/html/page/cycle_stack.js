// The parts of cycle stacks, and how they look.

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

function summedParts(layers) {
    const sums = new Map();
    for (const layer of layers) {
        for (const part of stackParts(layer.cycle_stack)) {
            const sum = sums.get(part.name) ?? { ...part, cycles: 0 };
            sum.cycles += part.cycles;
            sums.set(part.name, sum);
        }
    }
    return [...sums.values()];
}

function cyclesOf(parts) {
    return parts.reduce((sum, part) => sum + part.cycles, 0);
}

const kindColours = {
    compute: "compute",
    fill_transfer: "fill",
    fill_latency: "latency",
    drain: "drain",
    start: "start",
    tail: "tail",
};

const hatching = {
    symbol: "rect",
    dashArrayX: [1, 0],
    dashArrayY: [2, 3],
    rotation: Math.PI / 4,
    color: "rgba(255,255,255,.75)",
};

/** Waiting for the outermost network in one colour, further in hatched; analytical fainter. */
function partStyle(part, memories, model) {
    const inner = part.memory && memories.indexOf(part.memory) > 0;
    return {
        color: colour(kindColours[part.kind] ?? "other"),
        opacity: model === "analytical" ? 0.6 : 1,
        ...(inner ? { decal: hatching } : {}),
    };
}
