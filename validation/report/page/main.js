// Puts the page together.

function pageFooter() {
    return element(
        "footer",
        {},
        element(
            "p",
            {},
            `Counterpoint ${validation.version}, data in the form ${validation.schema}. ` +
                "Deviations are simulated / analytical − 1, errors estimated / simulated − " +
                "1. Nothing on this page is loaded from elsewhere.",
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
            brokenTable(),
            casesSection(),
            ...(validation.cases.length
                ? [
                      selectionBar(),
                      agreementSection(),
                      stacksSection(),
                      attributionSection(),
                      accessesSection(),
                      dramSection(),
                      banksSection(),
                      energySection(),
                      arraySection(),
                      estimatesSection(),
                      differencesSection(),
                      publishedSection(),
                      layersSection(),
                  ]
                : []),
            pageFooter(),
        ].filter(Boolean),
    );
redrawAll();
watchSurroundings();
document.documentElement.dataset.ready = "yes";
