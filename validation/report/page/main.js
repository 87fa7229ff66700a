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
        element(
            "p",
            {},
            `Charts: Apache ECharts ${echarts.version}, © 2017–2026 The Apache Software ` +
                "Foundation, Apache License 2.0. " +
                "This product includes software developed at The Apache Software Foundation.",
        ),
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
