// The selected design: what it is, where its cycles and its energy go, how to get it again.

function designFigures(design) {
    return designLines(design).map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value)),
    );
}

function designSays(design) {
    if (design.onFront) {
        const place = front.indexOf(design) + 1;
        return `Number ${whole(place)} of ${whole(front.length)} on the front, by ${columnOf(exploration.objectives[0])?.title ?? exploration.objectives[0]}.`;
    }
    return "Not on the front: simulated as one of the best by the estimate.";
}

function designSection() {
    const title = element("h2");
    const says = element("p");
    const values = element("dl", { class: "values", id: "values" });
    const fill = () => {
        title.textContent = sentenceCase(designName(selection.design));
        says.textContent = designSays(selection.design);
        values.replaceChildren(...designFigures(selection.design));
    };
    fill();
    onSelection(fill);
    return element(
        "section",
        { id: "chosen" },
        title,
        says,
        values,
        element("div", { class: "pair" }, stackFigure(), energyFigure()),
        commandBlock("analyze", "What the search says of it, in full"),
        commandBlock("simulate", "The same design, cycle by cycle"),
    );
}
