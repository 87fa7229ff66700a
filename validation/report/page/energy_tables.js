// Energy in tables: all parts, each layer, and where the figures come from.

/** A line for the total and for each part by place, tensor and cause that is not 0. */
function energyPartRows() {
    const energy = selectedEnergy();
    if (!energy) return [];
    const line = (by, name, analytical, simulated) => ({ by, name, analytical, simulated, energy });
    return [
        line("all", "total", energy.analytical.total, energy.simulated.total),
        ...Object.entries(energyWays).flatMap(([by, title]) => {
            const simulated = energyParts(energy.simulated, by);
            return energyParts(energy.analytical, by).map((part, i) =>
                line(title, part.name, part.amount, simulated[i].amount),
            );
        }),
    ].filter((row) => row.by === "all" || row.analytical !== 0 || row.simulated !== 0);
}

/** In whole thousandths, as energies are. */
function energyDifference(row) {
    return (Math.round(row.simulated * 1000) - Math.round(row.analytical * 1000)) / 1000;
}

function energyColumn(title, value, { sign = false } = {}) {
    const show = (amount) => (sign && amount > 0 ? "+" : "") + decimal(amount, 3);
    const column = numberColumn(title, value, show);
    return Object.defineProperty(column, "unit", { get: shownEnergyUnit });
}

function energyPartTable() {
    const shareOf = ({ simulated, energy: { simulated: all } }) =>
        all.total === 0 ? null : simulated / all.total;
    return sortedTable({
        id: "energy-parts",
        rows: energyPartRows(),
        columns: [
            { title: "By", value: (row) => row.by },
            { title: "Part", kind: "name", value: (row) => row.name },
            energyColumn("Analytical", (row) => row.analytical),
            energyColumn("Simulated", (row) => row.simulated),
            numberColumn("Share", shareOf, share, { unit: "of the simulated" }),
            energyColumn("Difference", energyDifference, { sign: true }),
            numberColumn(
                "Deviation",
                (row) => deviation(row.simulated, row.analytical),
                shownDeviation,
            ),
        ],
    });
}

function energyLayerTable() {
    const simulated = (key) => (row) => row.layer.simulation.energy[key];
    const inJoules = () => shownEnergyUnit() === "pJ";
    return sortedTable({
        id: "energy-layers",
        wide: true,
        rows: rowsWithEnergy(),
        columns: [
            ...caseAndLayerColumns(),
            energyColumn("Analytical", (row) => row.layer.energy.analytical),
            energyColumn("Simulated", (row) => row.layer.energy.simulated),
            {
                title: "Unit",
                value: (row) => row.layer.analytical.energy.unit,
                hidden: () => shownEnergyUnit() !== null,
            },
            numberColumn("Deviation", (row) => row.layer.energy.deviation, shownDeviation),
            numberColumn("EDP", simulated("edp_js"), (v) => withPrefix(v, "J·s"), {
                hint: "energy times time of the simulation",
                hidden: () => !inJoules(),
            }),
            numberColumn("Power", simulated("power_w"), (v) => withPrefix(v, "W"), {
                hint: "energy by time of the simulation",
                hidden: () => !inJoules(),
            }),
            numberColumn("TOPS/W", simulated("tops_per_watt"), (v) => decimal(v, 3), {
                hint: "two operations a MAC by the energy of the simulation",
                hidden: () => !inJoules(),
            }),
            {
                title: "Most of the difference",
                kind: "text",
                value: ({ layer: { energy } }) =>
                    Object.entries(energy.differences).reduce(
                        (most, one) => (Math.abs(one[1]) > Math.abs(most[1]) ? one : most),
                        [null, 0],
                    )[0],
            },
        ],
        choose: (row) => select(row.caseIndex, isChosen(row) ? -1 : row.layerIndex),
        isSelected: isChosen,
    });
}

function energySourceTable() {
    return sortedTable({
        id: "energy-sources",
        rows: [],
        columns: [
            { title: "Source", kind: "name", value: ([name]) => name },
            { title: "Figures from", kind: "text", value: ([, source]) => source.citation },
            { title: "Hold for", kind: "text", value: ([, source]) => source.technology },
            {
                title: "Looked up",
                value: ([, source]) => (source.confirmed ? "yes" : "no"),
            },
        ],
    });
}
