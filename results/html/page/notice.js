// What ends a page, with what the licence of the chart library asks for.

function chartNotice() {
    return element(
        "p",
        {},
        `Charts: Apache ECharts ${echarts.version}, © 2017–2026 The Apache Software ` +
            "Foundation, Apache License 2.0. " +
            "This product includes software developed at The Apache Software Foundation.",
    );
}

/** What ends a page. `data` has its version and schema; `remark`: sentences of this kind of page. */
function pageFooter(data, remark = "") {
    return element(
        "footer",
        {},
        element(
            "p",
            {},
            `Counterpoint ${data.version}, data in the form ${data.schema}. ` +
                `${remark}Nothing on this page is loaded from elsewhere.`,
        ),
        chartNotice(),
    );
}
