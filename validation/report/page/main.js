// Puts the page together.

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
            pageFooter(
                validation,
                "Deviations are simulated / analytical − 1, errors estimated / simulated − 1. ",
            ),
        ].filter(Boolean),
    );
redrawAll();
watchSurroundings();
document.documentElement.dataset.ready = "yes";
