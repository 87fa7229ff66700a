"""docs/maestro-experiment.md, from what was searched and simulated."""

from experiment import searches, words
from harness import page, peers
from harness.machine import warning

PARAMETERS = {"kc_partitioned": ("cluster", "filters", "rows", "filters_each", "channels_each", "columns"),
              "yr_partitioned": ("filters", "channels", "filters_each", "channels_each", "columns")}


def percent(value, digits=0):
    return f"{100 * value:.{digits}f} %"


def signed_percent(value):
    return f"{100 * value:+.1f} %"


def signed(value):
    return f"{value:+,}" if value else "0"


def cases_of(results):
    return [(case, results["searches"][case.name]) for case in searches.CASES]


def summed(results):
    """Counts of all searches together, and what they took one after the other."""
    found = [each for _, each in cases_of(results)]
    counts = {key: sum(each[key] for each in found) for key in ("searched", "evaluated", "valid")}
    counts["pruned"] = {"all": sum(sum(each["pruned"].values()) for each in found)}
    return counts, {"seconds": sum(each["taken"]["seconds"] for each in found),
                    "megabytes": max(each["taken"]["megabytes"] for each in found)}


def machine_lines(results):
    machine = results["machine"]
    busy = warning(machine["load"])
    return (f"Times are of {machine['date']}, {machine['cores']} cores of an {machine['processor']},\n{machine['compiler']}, "
            f"{results['build_type']}" + (f"; **{busy}**" if busy else "") + ".")


def introduction(results):
    counts, taken = summed(results)
    return words.INTRODUCTION.format(
        designs=f"{counts['searched'] / 1e6:.0f} million", valid=f"{counts['valid'] / 1e6:.0f} million",
        seconds=f"{taken['seconds']:.1f}",
        times=f"{counts['searched'] / taken['seconds'] / peers.MAESTRO_SEARCH['a_second']:,.0f}",
        minutes=f"{results['processor_seconds'] / 60:.0f}", machine=machine_lines(results))


def space(results):
    rows = []
    for dataflow, title in searches.DATAFLOWS.items():
        found = results["searches"][searches.Case("conv1_2", dataflow).name]
        kinds = [[axis for axis in found["axes"] if axis["kind"] == kind] for kind in ("structural", "bandwidth", "capacity")]
        rows.append([title, *(", ".join(f"`{axis['name']}` {axis['values']}" for axis in axes) for axes in kinds),
                     page.count(found["structures"]), page.count(found["designs"])])
    heads = ["", "structure: values of each axis", "bandwidth", "capacity", "structures", "designs"]
    return words.SPACE.format(axes=page.table(heads, rows), area=searches.MOST_AREA, power=searches.MOST_POWER)


def rate_row(title, counts, taken):
    return [title, page.count(counts["searched"]), page.count(sum(counts["pruned"].values())),
            page.count(counts["evaluated"]), page.count(counts["valid"]), page.seconds(taken["seconds"]),
            page.millions(counts["searched"], taken["seconds"]), page.millions(counts["evaluated"], taken["seconds"]),
            f"{taken['megabytes']:.0f}"]


def rates(results):
    counts, taken = summed(results)
    rows = [rate_row(case.title, found, found["taken"]) for case, found in cases_of(results)]
    heads = ["", "searched", "pruned", "evaluated", "valid", "s", "M searched/s", "M evaluated/s", "MB"]
    theirs = peers.MAESTRO_SEARCH
    lasted = theirs["searched"] / theirs["a_second"]
    ours = {key: counts[key] / taken["seconds"] for key in ("searched", "evaluated", "valid")}
    compared = [["designs searched a second", page.count(round(ours["searched"])), page.count(round(theirs["a_second"])),
                 f"{ours['searched'] / theirs['a_second']:,.0f}"],
                ["designs evaluated a second", page.count(round(ours["evaluated"])), "not reported", "–"],
                ["valid designs found a second", page.count(round(ours["valid"])), page.count(round(theirs["valid"] / lasted)),
                 f"{ours['valid'] * lasted / theirs['valid']:,.0f}"]]
    return words.RATES.format(
        table=page.table(heads, [*rows, rate_row("all", counts, taken)]),
        rates=page.table(["", "here", "MAESTRO's paper", "times"], compared), lasted=f"{lasted / 60:.0f}",
        runs=cases_of(results)[0][1]["taken"]["runs"], least=f"{ours['evaluated'] / theirs['a_second']:,.0f}",
        nanoseconds=f"{1e9 / ours['evaluated']:.0f}")


def tiles(case, design):
    return " ".join(str(design["values"][name]) for name in PARAMETERS[case.dataflow])


def hardware(case, design):
    values = design["values"]
    return [str(values["PEs"]), tiles(case, design), str(values["bandwidth"]), str(values["L1"]),
            f"{values['L2'] / 1024:.0f}"]


def sram(design):
    values = design["values"]
    return values["PEs"] * values["L1"] + values["L2"]


def simulated_of(found):
    return {each["design"]: each["simulated"] for each in found["optimised"]}


def optimised_row(case, objective, design, simulated):
    return [f"{case.title}: {objective}", *hardware(case, design), f"{sram(design) / 1024:.0f}", page.count(design["cycles"]),
            page.count(simulated), f"{searches.macs(design) / design['cycles']:.1f}",
            f"{searches.macs(design) / simulated:.1f}", f"{design['energy_pj'] / 1e9:.3f}",
            f"{design['edp_pj_cycles'] / 1e15:,.1f}", f"{design['area_um2'] / 1e6:.1f}", f"{design['power_mw']:.0f}"]


def tradeoff_row(case, found):
    picked, real = searches.chosen(found["front"]), simulated_of(found)
    first, last = picked["throughput"], picked["energy"]
    return [case.title, str(len(found["front"])), percent(last["values"]["PEs"] / first["values"]["PEs"]),
            f"{sram(last) / sram(first):.1f} ×", percent(first["cycles"] / last["cycles"]),
            percent(real[first["design"]] / real[last["design"]]), percent(last["energy_pj"] / first["energy_pj"]),
            percent(last["edp_pj_cycles"] / first["edp_pj_cycles"])]


def late_rows(results):
    """The output rows of the late layer that YR-P has PEs for."""
    front = results["searches"][searches.Case("conv5_1", "yr_partitioned").name]["front"]
    return front[0]["values"]["PEs"] // 3


def fronts(results):
    rows = [optimised_row(case, objective, design, simulated_of(found)[design["design"]])
            for case, found in cases_of(results) for objective, design in searches.chosen(found["front"]).items()]
    heads = ["optimised for", "PEs", "tiles", "B/cycle", "L1 B", "L2 KiB", "SRAM KiB", "cycles", "simulated", "MACs/cycle",
             "simulated", "mJ", "EDP", "mm²", "mW"]
    names = ";\n".join(f"of {searches.DATAFLOWS[dataflow]} {', '.join(f'`{name}`' for name in each)}"
                      for dataflow, each in PARAMETERS.items())
    compared = ["energy- over throughput-optimised", "designs on the front", "PEs", "SRAM", "throughput",
                "throughput, simulated", "energy", "EDP"]
    return words.FRONTS.format(
        table=page.table(heads, rows), names=names, area=searches.MOST_AREA, power=searches.MOST_POWER, rows=late_rows(results),
        most=3 * late_rows(results),
        tradeoffs=page.table(compared, [tradeoff_row(case, found) for case, found in cases_of(results)]))


def summary_row(case, found):
    errors = sorted(each["simulated_cycles"] / each["cycles"] - 1 for each in found["best"])
    place = found["best"].index(searches.simulated_best(found["best"])) + 1
    correlation = found["rank_correlation"]
    return [case.title, "–" if correlation is None else f"{correlation:.2f}", percent(found["regret"], 1), str(place),
            *map(signed_percent, (errors[0], errors[len(errors) // 2], errors[-1]))]


def cause_rows(results):
    mechanisms = list(dict.fromkeys(name for _, found in cases_of(results) for each in found["looked_into"]
                                    for name in each["beyond"]))
    rows = []
    for case, found in cases_of(results):
        parts = {each["design"]: each for each in found["looked_into"]}
        for place, design in (("first by estimate", found["best"][0]),
                              ("first by simulation", searches.simulated_best(found["best"]))):
            each = parts[design["design"]]
            rows.append([f"{case.title}: {place}", page.count(each["estimate"]), signed(each["ideal"] - each["estimate"]),
                         *(signed(each["beyond"].get(name, 0)) for name in mechanisms), page.count(each["simulated"]),
                         percent(each["fill_used"]), percent(each["drain_used"]), page.count(each["sums_waited"])])
    return ["", "estimate", "ideal", *mechanisms, "simulated", "fill used", "drain used", "sums waited"], rows


def list_of_best(case, found):
    order = sorted(each["simulated_cycles"] for each in found["best"])
    rows = [[str(place), *hardware(case, each), f"{each['energy_pj'] / 1e9:.3f}", page.count(each["cycles"]),
             page.count(each["simulated_cycles"]), signed_percent(each["simulated_cycles"] / each["cycles"] - 1),
             str(order.index(each["simulated_cycles"]) + 1)] for place, each in enumerate(found["best"], 1)]
    heads = ["place", "PEs", "tiles", "B/cycle", "L1 B", "L2 KiB", "mJ", "estimated cycles", "simulated", "", "place then"]
    return f"### {case.title}\n\n" + page.table(heads, rows)


def lessons(results):
    def first(layer):
        found = results["searches"][searches.Case(layer, "yr_partitioned").name]
        return next(each for each in found["looked_into"] if each["design"] == found["best"][0]["design"])
    late = results["searches"][searches.Case("conv5_1", "yr_partitioned").name]["best"]
    worst = min((found["rank_correlation"] or 0, case.title) for case, found in cases_of(results))[1]
    return words.WORDS.format(best=searches.BEST, worst=worst, rows=late_rows(results),
                              drain=percent(first("conv1_2")["drain_used"]),
                              late_drain=percent(first("conv5_1")["drain_used"]), tie=late[-1]["cycles"] - late[0]["cycles"])


def check(results):
    heads = ["", "rank correlation", "regret", "place of the best by estimate", "simulated beyond estimated: least", "median",
             "most"]
    return words.CHECK.format(
        best=searches.BEST, table=page.table(heads, [summary_row(case, found) for case, found in cases_of(results)]),
        causes=page.table(*cause_rows(results)), words=lessons(results),
        all="\n".join(list_of_best(case, found) for case, found in cases_of(results)))


def differences(results):
    counts, _ = summed(results)
    theirs = peers.MAESTRO_SEARCH
    return words.DIFFERENCES.format(share=percent(counts["valid"] / counts["searched"]),
                                    their_share=percent(theirs["valid"] / theirs["searched"], 1),
                                    area=searches.MOST_AREA, power=searches.MOST_POWER)


def text(results):
    """The text of docs/maestro-experiment.md."""
    return "\n".join(section(results) for section in (introduction, space, rates, fronts, check, differences))
