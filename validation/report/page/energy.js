// Energy by memory, tensor and cause from both models, what follows from it, and the area.

/** What a layer takes: {analytical, simulated, differences, unit}; null without a technology. */
function energyOfLayer(layer) {
    return layer.energy
        ? {
              analytical: layer.analytical.energy,
              simulated: layer.simulation.energy,
              differences: layer.energy.differences,
              unit: layer.analytical.energy.unit,
          }
        : null;
}

function energyOfCase(one) {
    const energy = one.total.energy;
    return energy
        ? { ...energy.sums, differences: energy.differences, unit: energy.sums.analytical.unit }
        : null;
}

/** Of the case or layer that is selected. */
function selectedEnergy() {
    if (selection.case < 0) return null;
    const one = validation.cases[selection.case];
    return selection.layer < 0 ? energyOfCase(one) : energyOfLayer(one.layers[selection.layer]);
}

function rowsWithEnergy() {
    return rowsOfCase().filter((row) => row.layer.energy);
}

/** The unit of all that is shown; null where cases have several. */
function shownEnergyUnit() {
    const units = new Set(rowsWithEnergy().map((row) => row.layer.analytical.energy.unit));
    return units.size === 1 ? [...units][0] : null;
}

/** `+1.31 % against the analytical 870 µJ: read +0.8 %, activate +0.3 %.` */
function energyGap({ analytical, simulated, differences, unit }) {
    if (Object.keys(differences).length === 0) return "the same from both models";
    const causes = Object.entries(differences)
        .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
        .map(([cause, more]) => `${cause} ${roundPercent(more / analytical.total)}`);
    return (
        `${roundPercent(deviation(simulated.total, analytical.total))} against the analytical ` +
        `${energyText(analytical.total, unit)}: ${causes.join(", ")}`
    );
}

function areaFigure(area) {
    const squareMillimetres = (size) => Number((size / 1e6).toPrecision(3)) + thin + "mm²";
    const parts = Object.entries(area?.parts ?? {});
    if (parts.length === 0) return null;
    return keyFigure(
        "Area",
        squareMillimetres(area.total),
        parts.map(([name, part]) => `${name} ${squareMillimetres(part.all)}`).join(", "),
    );
}

/** Of the simulation, with what the analytical model says below. */
function energyFigures(energy) {
    const { analytical, simulated, unit } = energy;
    const following = (title, key, show) =>
        key in simulated
            ? keyFigure(title, show(simulated[key]), `analytical ${show(analytical[key])}`)
            : null;
    return [
        keyFigure("Energy", energyText(simulated.total, unit), energyGap(energy)),
        following("Energy-delay product", "edp_js", (v) => withPrefix(v, "J·s")),
        following("Average power", "power_w", (v) => withPrefix(v, "W")),
        following("TOPS/W", "tops_per_watt", (v) => (v === null ? "–" : Number(v.toPrecision(3)))),
        areaFigure(validation.cases[selection.case].area),
    ].filter(Boolean);
}

/** What the numbers of the selected case leave out or rest on; a sentence each. */
function energyCautions() {
    const { technology, area } = validation.cases[selection.case];
    const unconfirmed = Object.entries(technology.sources)
        .filter(([, source]) => !source.confirmed)
        .map(([name]) => name);
    return [
        ...technology.not_counted.map((what) => `Not counted: ${what}.`),
        ...(Object.keys(area?.parts ?? {}).length
            ? area.left_out.map((what) => `Not in the area: ${what}.`)
            : []),
        technology.unit === "pJ"
            ? null
            : "Multiples of a MAC: no joules or watts follow from them.",
        technology.scaling ? `Scaled: ${technology.scaling}.` : null,
        unconfirmed.length
            ? `Nobody has looked up the figures of ${unconfirmed.join(", ")}.`
            : null,
    ].filter(Boolean);
}

function energySentence() {
    const technologies = new Map(
        rowsWithEnergy().map(({ one: { technology } }) => [technology.name, technology.process]),
    );
    const named = [...technologies].map(([name, process]) =>
        process ? `${name} (${process})` : name,
    );
    return (
        `By ${named.join(" and ")}: what each model counts, times the same figures, so they ` +
        "differ exactly where their counts do." +
        (selection.case < 0 ? " Choose a case for its power, its area and all parts." : "")
    );
}

function energySection() {
    if (!validation.rows.some((row) => row.layer.energy)) return null;
    const sentence = element("p");
    const figures = element("dl", { class: "figures", id: "energy" });
    const cautions = element("p", { id: "energy-cautions" });
    const parts = energyPartTable();
    const layers = energyLayerTable();
    const sources = energySourceTable();
    const place = element(
        "section",
        {},
        element("h2", {}, "Energy"),
        sentence,
        figures,
        cautions,
        figure({
            id: "energy-bars",
            draw: drawEnergy,
            extra: energySwitches(),
            onclick: choose,
        }),
        parts.element,
        layers.element,
        sources.element,
    );
    const draw = () => {
        const energy = selectedEnergy();
        place.style.display = rowsWithEnergy().length ? "" : "none";
        sentence.textContent = energySentence();
        for (const part of [figures, cautions, parts.element, sources.element]) {
            part.style.display = energy ? "" : "none";
        }
        figures.replaceChildren(...(energy ? energyFigures(energy) : []));
        cautions.textContent = energy ? energyCautions().join(" ") : "";
        parts.update(energyPartRows());
        layers.update(rowsWithEnergy());
        sources.update(
            energy ? Object.entries(validation.cases[selection.case].technology.sources) : [],
        );
    };
    draw();
    onSelection(draw);
    return place;
}
