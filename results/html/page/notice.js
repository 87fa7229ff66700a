// What the licence of the chart library asks for.

function chartNotice() {
    return element(
        "p",
        {},
        `Charts: Apache ECharts ${echarts.version}, © 2017–2026 The Apache Software ` +
            "Foundation, Apache License 2.0. " +
            "This product includes software developed at The Apache Software Foundation.",
    );
}
