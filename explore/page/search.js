// What was searched, how it was judged, and what became of the designs.

function rateText() {
    const { searched, seconds } = exploration.run;
    if (!searched || !seconds) return "–";
    return scaled(searched / seconds) + thin + "/s";
}

function secondsText(seconds) {
    return (seconds < 10 ? Number(seconds.toPrecision(2)) : whole(seconds)) + thin + "s";
}

function limitText() {
    const { area_um2: area, power_mw: power } = exploration.limits;
    const limits = [
        area === null ? null : `at most ${Number((area / 1e6).toPrecision(6))} mm²`,
        power === null ? null : `at most ${power} mW`,
    ].filter(Boolean);
    return limits.length ? ` of ${limits.join(" and ")}` : "";
}

function workText() {
    const { workload, layers, hardware } = exploration;
    const layer = layers.length === 1 ? `layer ${layers[0]}` : plural(layers.length, "layer");
    // What has no name is called by its key.
    const of = workload === "workload" ? "" : ` of ${workload}`;
    const on = hardware === "hardware" ? "" : ` on ${hardware}`;
    return layer + of + on;
}

function pageHeader() {
    const { space, searched, structures, evaluated, valid, timing, run } = exploration;
    document.title = `Counterpoint exploration: ${space}`;
    const share = (count) => percent(count / Math.max(1, searched), { sign: false });
    return element(
        "header",
        {},
        element("div", { class: "eyebrow" }, "Counterpoint exploration of ", space),
        element(
            "h1",
            { id: "headline" },
            front.length === 1
                ? "One design beats all others."
                : `${whole(front.length)} designs that no other one beats.`,
        ),
        element(
            "p",
            { class: "lead" },
            `${sentenceCase(workText())}. The front of all ${plural(valid, "valid design")}` +
                `${limitText()}, by ${objectiveNames()}. ` +
                (timing === "exact"
                    ? "All cycles are exact."
                    : `Cycles are estimated by ${ruleOf[timing]}; those of the front are also exact.`),
        ),
        element("p", { class: "lead", id: "costs" }, exploration.costs.map(sentence).join(" ")),
        element(
            "dl",
            { class: "figures", id: "counts" },
            keyFigure("Searched", whole(searched), `of ${plural(structures, "structure")}`),
            keyFigure("Evaluated", whole(evaluated), share(evaluated)),
            keyFigure("Valid", whole(valid), share(valid)),
            keyFigure("On the front", whole(front.length), null),
            keyFigure(
                "Rate",
                rateText(),
                run.searched === searched
                    ? `designs, in ${secondsText(run.seconds)}`
                    : `designs; the last ${whole(run.searched)} in ${secondsText(run.seconds)}`,
            ),
        ),
    );
}

function sentence(text) {
    return text.endsWith(".") ? text : text + ".";
}

/** Every design is counted once: pruned for a reason, beyond a limit, beaten, or on the front. */
function fates() {
    const { pruned, evaluated, valid } = exploration;
    return [
        ["pruned, illegal", pruned.illegal, "its structure cannot be mapped or run"],
        ["pruned, too small", pruned.too_small, "a memory does not hold what it has to"],
        ["pruned, too large", pruned.too_large, "beyond a limit, as a smaller one already was"],
        ["evaluated, not valid", evaluated - valid, "beyond a limit"],
        ["valid, beaten", valid - front.length, "another one is as good in everything, and better"],
        ["on the front", front.length, "no other one equals or beats it in all objectives"],
    ];
}

function shareBar(fraction) {
    if (fraction === 0) return null;
    const bar = element("span", { class: "bar" });
    bar.style.setProperty("--share", String(fraction));
    return bar;
}

function fateTable() {
    const { searched } = exploration;
    return element(
        "div",
        { class: "table" },
        element(
            "table",
            { id: "fates" },
            element(
                "tbody",
                {},
                ...fates().map(([name, count, reason]) =>
                    element(
                        "tr",
                        {},
                        element("th", { scope: "row" }, name),
                        element("td", { class: "number" }, whole(count)),
                        element(
                            "td",
                            { class: "number" },
                            percent(count / Math.max(1, searched), { sign: false }),
                        ),
                        element("td", { class: "bars" }, shareBar(count / Math.max(1, searched))),
                        element("td", { class: "none" }, reason),
                    ),
                ),
            ),
        ),
    );
}

function axisRange(axis) {
    if (axis.words) return axis.words.join(", ");
    return axis.from === axis.to ? whole(axis.from) : `${whole(axis.from)} to ${whole(axis.to)}`;
}

function axisTable() {
    return sortedTable({
        id: "axes",
        rows: exploration.axes,
        columns: [
            { title: "Axis", kind: "name", value: (axis) => axis.name },
            { title: "Changes", value: (axis) => axis.kind },
            numberColumn("Values", (axis) => axis.values),
            { title: "Range", kind: "text", value: axisRange },
            {
                title: "On the front",
                kind: "text",
                value: (axis) => {
                    const { distinct, show } = columnOf("axis " + axis.name);
                    return distinct.length > stepsShown
                        ? `${whole(distinct.length)} values, ${show(distinct[0])} to ${show(distinct.at(-1))}`
                        : distinct.map(show).join(", ");
                },
            },
            { title: "Path", kind: "text", value: (axis) => axis.set.join(", ") },
        ],
    });
}

function searchSection() {
    return element(
        "section",
        {},
        element("h2", {}, "What was searched"),
        element(
            "p",
            {},
            "Every combination of the values of the axes is one design, and every design is " +
                "counted in one line.",
        ),
        fateTable(),
        axisTable().element,
    );
}
