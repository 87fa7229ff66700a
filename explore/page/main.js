// Puts the page together.

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
            pageFooter(exploration),
        ].filter(Boolean),
    );
redrawAll();
watchSurroundings();
document.documentElement.dataset.ready = "yes";
