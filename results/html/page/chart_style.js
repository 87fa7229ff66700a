// What all charts share: colours, axes, legends, and how much room things take.

function colour(name) {
    return getComputedStyle(document.documentElement)
        .getPropertyValue("--" + name)
        .trim();
}

/** Options that all charts share. */
function base() {
    return {
        animation: false,
        progressive: 0, // paper does not wait for the rest of the points
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
        aria: { enabled: true },
        tooltip: {
            confine: true,
            backgroundColor: colour("ground"),
            borderColor: colour("rule"),
            textStyle: { color: colour("ink") },
            transitionDuration: 0,
        },
    };
}

function axis(settings) {
    return {
        nameTextStyle: { color: colour("quiet"), fontSize: 12 },
        axisLabel: {
            color: colour("quiet"),
            fontSize: 11,
            hideOverlap: true,
            ...settings.axisLabel,
        },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: settings.type !== "category", lineStyle: { color: colour("rule") } },
        ...without(settings, "axisLabel"),
    };
}

function without(object, key) {
    const { [key]: _, ...rest } = object;
    return rest;
}

/** A horizontal axis named below its middle, and a vertical one named above its end. */
function across(name, settings) {
    return axis({ name, nameLocation: "middle", nameGap: 28, ...settings });
}

function up(name, settings) {
    return axis({
        name,
        nameLocation: "end",
        nameGap: 12,
        ...settings,
        nameTextStyle: {
            color: colour("quiet"),
            fontSize: 12,
            align: "left",
            padding: [0, 0, 0, -50],
        },
    });
}

/** A grid that leaves as much room on the left as the names of the rows take. */
function labelled(settings) {
    return {
        left: 4,
        right: 24,
        outerBoundsMode: "same",
        outerBoundsContain: "axisLabel",
        ...settings,
    };
}

function legend(settings = {}) {
    return {
        top: 0,
        left: 0,
        icon: "roundRect",
        itemWidth: 12,
        itemHeight: 10,
        itemGap: 16,
        textStyle: { color: colour("ink"), fontSize: 12 },
        inactiveColor: colour("rule"),
        ...settings,
    };
}

/** Legends break into as many lines as the page is narrow. */
function legendHeight(names, room = document.getElementById("page").clientWidth) {
    const letter = 6.8;
    const width = names.reduce((sum, name) => sum + 34 + name.length * letter, 0);
    return 20 * Math.ceil(width / room);
}

/** Of a layer in a chart with a row for each of `count`: sixty fit on a sheet. */
function rowHeight(count) {
    if (count <= 12) return 30;
    return paper ? 13 : 16;
}

function narrow() {
    return document.body.clientWidth < 600;
}

/** At most `most` items, those with the largest weight, in their own order. */
function largest(items, most, weight) {
    if (items.length <= most) return items;
    const kept = new Set([...items].sort((a, b) => weight(b) - weight(a)).slice(0, most));
    return items.filter((item) => kept.has(item));
}

/** A vertical axis with a row for each name, from the top. */
function rowsAxis(names, settings = {}) {
    return axis({
        type: "category",
        inverse: true,
        data: names,
        ...settings,
        axisLabel: {
            interval: 0,
            hideOverlap: false,
            width: narrow() ? 130 : 230,
            overflow: "truncate",
            ...settings.axisLabel,
        },
    });
}

/** Lines between the rows. */
function ruled() {
    return { splitLine: { show: true, lineStyle: { color: colour("rule") } } };
}
