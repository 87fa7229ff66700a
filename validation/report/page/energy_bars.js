// Energy in stacked bars, and in words.

const energyView = { by: "place", relative: several };

const energyWays = { place: "memory", tensor: "tensor", cause: "cause" };

/** The parts that an energy has by place, tensor or cause: [{name, root, amount, decal}]. */
function energyParts(energy, by) {
    const plain = (amounts) =>
        Object.entries(amounts).map(([name, amount]) => ({ name, root: name, amount }));
    if (by === "cause") return plain(energy.causes);
    if (by === "tensor") {
        return [...plain(energy.tensors), { name: "no tensor", amount: energy.no_tensor }];
    }
    const places = plain(energy.memories).flatMap((memory) => [
        memory,
        {
            name: memory.name + " networks",
            root: memory.name,
            amount: energy.networks[memory.name] ?? 0,
            decal: hatching,
        },
    ]);
    return [...places, { name: "PEs", amount: energy.pe }];
}

function energyText(amount, unit) {
    return unit === "pJ" ? withPrefix(amount * 1e-12, "J") : scaled(amount) + thin + unit;
}

function bothEnergies(analytical, simulated, unit) {
    const [ours, theirs] = [energyText(analytical, unit), energyText(simulated, unit)];
    return ours === theirs ? theirs : `${ours} → ${theirs}`;
}

/** Bars: layers of a case, or whole cases. */
function energyBars() {
    if (selection.case >= 0)
        return rowsWithEnergy().map((row) => ({
            name: row.layer.name,
            row,
            ...energyOfLayer(row.layer),
        }));
    return validation.cases
        .map((one, caseIndex) => ({
            name: one.name,
            row: { caseIndex, layerIndex: -1 },
            ...energyOfCase(one),
        }))
        .filter((bar) => bar.analytical);
}

function energyLooks(parts) {
    const roots = [...new Set(parts.map((part) => part.root).filter(Boolean))];
    return new Map(
        parts.map((part) => {
            const [kind, decal] =
                energyView.by === "cause"
                    ? (causeLooks[part.name] ?? ["other"])
                    : part.root
                      ? [energyPalette[roots.indexOf(part.root) % energyPalette.length], part.decal]
                      : [energyView.by === "place" ? "compute" : "tail"];
            return [part.name, { color: colour(kind), ...(decal ? { decal } : {}) }];
        }),
    );
}

function energySeries(bars, parts, relative) {
    const looks = energyLooks(parts);
    return ["analytical", "simulated"].flatMap((model) =>
        [...looks].map(([name, look]) => ({
            type: "bar",
            name,
            stack: model,
            barWidth: "38%",
            barGap: "8%",
            itemStyle: { ...look, opacity: model === "analytical" ? 0.6 : 1 },
            data: bars.map((bar) => {
                const part = energyParts(bar[model], energyView.by).find((p) => p.name === name);
                const amount = part?.amount ?? 0;
                const all = relative ? bar.analytical.total : 1;
                return { value: all === 0 ? 0 : amount / all, row: () => bar.row };
            }),
        })),
    );
}

function energyTip(bar) {
    const simulated = energyParts(bar.simulated, energyView.by);
    const lines = energyParts(bar.analytical, energyView.by)
        .map((part, i) => [part.name, part.amount, simulated[i].amount])
        .filter(([, ours, theirs]) => ours || theirs)
        .map(([name, ours, theirs]) => [name, bothEnergies(ours, theirs, bar.unit)]);
    const [ours, theirs] = [bar.analytical.total, bar.simulated.total];
    return tip(bar.name, [
        ...lines,
        ["all", bothEnergies(ours, theirs, bar.unit)],
        ["deviation", percent(deviation(theirs, ours))],
    ]);
}

function drawEnergy() {
    const all = energyBars();
    const unit = shownEnergyUnit();
    const relative = energyView.relative || !unit;
    const bars = largest(all, barsShown, (bar) => bar.simulated.total);
    const parts = bars
        .flatMap((bar) => [bar.analytical, bar.simulated])
        .flatMap((energy) => energyParts(energy, energyView.by))
        .filter((part) => part.amount > 0);
    if (parts.length === 0) return { says: "Nothing takes any energy." };
    const names = [...new Set(parts.map((part) => part.name))];
    return {
        height: 60 + legendHeight(names) + bars.length * rowHeight(bars.length),
        option: {
            legend: legend({ itemStyle: { opacity: 1 } }),
            grid: labelled({ top: legendHeight(names) + 20, bottom: 40 }),
            xAxis: across(relative ? "share of the analytical energy" : "energy", {
                type: "value",
                axisLabel: {
                    formatter: relative
                        ? (v) => roundPercent(v, { sign: false })
                        : (v) => energyText(v, unit),
                },
            }),
            yAxis: rowsAxis(bars.map((bar) => bar.name)),
            tooltip: {
                trigger: "axis",
                axisPointer: { type: "shadow" },
                formatter: ([{ dataIndex }]) => energyTip(bars[dataIndex]),
            },
            series: energySeries(bars, parts, relative),
        },
        says:
            `Energy of each ${selection.case < 0 ? "case" : "layer"} by ` +
            `${energyWays[energyView.by]}: the upper, fainter bar is the analytical model, the ` +
            "lower one the simulation." +
            (unit ? "" : " The cases count in different units, so these are shares.") +
            (bars.length < all.length
                ? ` Shown: the ${bars.length} that take most of ${whole(all.length)}.`
                : ""),
    };
}

function energySwitches() {
    const ways = Object.keys(energyWays);
    return element(
        "div",
        {},
        switchOf(Object.values(energyWays), ways.indexOf(energyView.by), (chosen) => {
            energyView.by = ways[chosen];
            redrawOf("energy-bars");
        }),
        switchOf(["energy", "share"], Number(energyView.relative), (chosen) => {
            energyView.relative = chosen === 1;
            redrawOf("energy-bars");
        }),
    );
}
