// The command that makes one design again.

/** As a shell reads it. */
function quoted(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
}

/** `--set PATH=VALUE` of every axis. */
function overridesOf(design) {
    return axes.flatMap(({ axis, value }) =>
        axis.set.flatMap((path) => ["--set", `${path}=${value(design)}`]),
    );
}

/** What the design is with what the search was given; a value of an axis replaces that of --set. */
function commandOf(design, subcommand) {
    const words = ["counterpoint", subcommand, ...exploration.arguments, ...overridesOf(design)];
    if (subcommand === "analyze") words.push("--timing", exploration.timing);
    return words.map(quoted).join(" ");
}

async function copied(text) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // A page from a file may not use the clipboard everywhere.
        const box = element("textarea", { class: "unseen" });
        box.value = text;
        document.body.append(box);
        box.select();
        document.execCommand("copy");
        box.remove();
    }
}

function copyButton(text, label) {
    const button = element(
        "button",
        {
            class: "copy",
            "aria-label": label,
            title: label,
            onclick: async (event) => {
                event.stopPropagation();
                await copied(text());
                button.textContent = "Copied";
                setTimeout(() => (button.textContent = "Copy"), 1500);
            },
        },
        "Copy",
    );
    return button;
}

function commandBlock(subcommand, says) {
    const code = element("code", { id: "command-" + subcommand });
    const fill = () => (code.textContent = commandOf(selection.design, subcommand));
    fill();
    onSelection(fill);
    return element(
        "div",
        { class: "command" },
        element(
            "div",
            {},
            element("span", {}, says),
            copyButton(
                () => commandOf(selection.design, subcommand),
                `Copy the ${subcommand} command`,
            ),
        ),
        element("pre", {}, code),
    );
}
