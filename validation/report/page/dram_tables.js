// The DRAM in tables: by tensor, and by layer.

function dramTensorTable() {
    return sortedTable({
        id: "dram-tensors",
        rows: dramTensorRows(),
        columns: [
            { title: "Tensor", kind: "name", value: (row) => row.tensor },
            { title: "Access", value: (row) => row.way },
            numberColumn("Needed", (row) => row.needed, whole, { unit: "bytes" }),
            numberColumn("Moved", (row) => row.moved, whole, { unit: "bytes" }),
            numberColumn("Overfetch", (row) => row.overfetch, times, { hint: "moved / needed" }),
            numberColumn("Row hits", (row) => row.row_hits, whole, { unit: "bursts" }),
            numberColumn("Misses", (row) => row.row_misses, whole, { unit: "bursts" }),
            numberColumn("Conflicts", (row) => row.row_conflicts, whole, { unit: "bursts" }),
        ],
    });
}

function dramLayerTable() {
    const column = (title, pick, show, more) =>
        numberColumn(title, (row) => pick(row.layer.dram), show, more);
    return sortedTable({
        id: "dram-layers",
        wide: true,
        rows: rowsWithDram(),
        columns: [
            ...caseAndLayerColumns(),
            column("Needed", (dram) => dram.bytes.needed, whole, { unit: "bytes" }),
            column("Moved", (dram) => dram.bytes.moved, whole, { unit: "bytes" }),
            column("Overfetch", (dram) => dram.bytes.overfetch, times, { hint: "moved / needed" }),
            column("Achieved", (dram) => dram.bandwidth_fraction, share, {
                unit: "of the peak",
                hint: "bytes moved in all cycles, by what all data buses could move in them",
            }),
            column("Busy", (dram) => dram.busy_bandwidth_fraction, share, {
                unit: "of the peak",
                hint: "the same in the clocks alone in which the DRAM has something to do",
            }),
            column("Hits", (dram) => dram.row_hits, whole, { unit: "bursts" }),
            column("Misses", (dram) => dram.row_misses, whole, { unit: "bursts" }),
            column("Conflicts", (dram) => dram.row_conflicts, whole, { unit: "bursts" }),
            column(
                "Turns",
                ({ turnarounds }) => turnarounds.read_to_write + turnarounds.write_to_read,
                whole,
                { unit: "of a bus", hint: "from read to write, or back" },
            ),
            column("Refresh", (dram) => dram.refresh_clocks, whole, {
                unit: "clocks",
                hint: "from due to done, ranks or single banks summed",
            }),
            column("Reads", (dram) => dram.queue.mean_reads, decimal, {
                unit: "queued",
                hint: "entries of a channel’s read queue on average",
            }),
            column("Writes", (dram) => dram.queue.mean_writes, decimal, {
                unit: "queued",
                hint: "entries of a channel’s write queue on average",
            }),
            column("Most", (dram) => dram.queue.most, whole, {
                unit: "queued",
                hint: "in both queues of a channel at one time",
            }),
        ],
        choose: (row) => select(row.caseIndex, isChosen(row) ? -1 : row.layerIndex),
        isSelected: isChosen,
    });
}
