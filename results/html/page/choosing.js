// What the reader chooses, and who is told of it.

const selectionListeners = [];

function onSelection(listener) {
    selectionListeners.push(listener);
}

function selectionChanged() {
    selectionListeners.forEach((listener) => listener());
}

function choices(names, all, chosen, choose) {
    const box = element("select", { onchange: (event) => choose(Number(event.target.value)) });
    const add = (value, text) => {
        const option = element("option", { value }, text);
        option.selected = value === chosen;
        box.append(option);
    };
    if (all) add(-1, all);
    names.forEach((name, i) => add(i, name));
    return box;
}

/** Buttons of which one is pressed. */
function switchOf(names, pressed, choose) {
    const place = element("div", { class: "switch" });
    names.forEach((name, i) =>
        place.append(
            element(
                "button",
                {
                    "aria-pressed": String(i === pressed),
                    onclick: (event) => {
                        for (const other of place.children) {
                            other.setAttribute("aria-pressed", String(other === event.target));
                        }
                        choose(i);
                    },
                },
                name,
            ),
        ),
    );
    return place;
}
