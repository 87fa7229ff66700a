// Puts the page together.

function pageFooter() {
    return element(
        "footer",
        {},
        element(
            "p",
            {},
            `Counterpoint ${exploration.version}, data in the form ${exploration.schema}. ` +
                "Nothing on this page is loaded from elsewhere.",
        ),
        chartNotice(),
    );
}

readAddress();
document
    .getElementById("page")
    .append(
        ...[
            pageHeader(),
            selectionBar(),
            frontSection(),
            designSection(),
            filterSection(),
            frontTableSection(),
            verificationSection(),
            searchSection(),
            pageFooter(),
        ].filter(Boolean),
    );
redrawAll();
watchSurroundings();
document.documentElement.dataset.ready = "yes";
