"""The searches of docs/maestro-experiment.md: what is run, and what is kept of it."""

import concurrent.futures
import json
import subprocess
from dataclasses import dataclass

SPACES = "explore/spaces/maestro"
NETWORK = "workloads/networks/vgg16.yaml"
LAYERS = {"conv1_2": "early", "conv5_1": "late"}
DATAFLOWS = {"kc_partitioned": "KC-P", "yr_partitioned": "YR-P"}
MOST_AREA, MOST_POWER = 16, 450  # mm2, mW
BEST = 20  # designs that are simulated
DESIGN = ("design", "values", "cycles", "energy_pj", "area_um2", "power_mw", "edp_pj_cycles", "macs_per_cycle_mm2",
          "exact_cycles", "simulated_cycles")
OBJECTIVES = {"throughput": "cycles", "EDP": "edp_pj_cycles", "energy": "energy_pj"}


@dataclass(frozen=True)
class Case:
    layer: str
    dataflow: str

    @property
    def title(self):
        return f"{LAYERS[self.layer]}, {DATAFLOWS[self.dataflow]}"

    @property
    def name(self):
        return f"{self.layer}_{self.dataflow}"

    @property
    def design(self):
        return [f"{SPACES}/chip.yaml", f"{SPACES}/{self.dataflow}.yaml", NETWORK, "--layer", self.layer]

    @property
    def search(self):
        """The arguments of the search, without what is wanted besides the front."""
        return ["explore", f"{SPACES}/{self.dataflow}_space.yaml", *self.design, "--objective", "cycles,energy",
                "--max-area", str(MOST_AREA), "--max-power", str(MOST_POWER)]


CASES = tuple(Case(layer, dataflow) for layer in LAYERS for dataflow in DATAFLOWS)


def answer(build, *arguments):
    """The JSON that counterpoint writes."""
    done = subprocess.run([build / "counterpoint", *arguments, "--format", "json"], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def macs(design):
    """Of the layer, by the throughput of one of its designs."""
    return round(design["macs_per_cycle_mm2"] * design["area_um2"] * design["cycles"] / 1e6)


def best_by(front, objective):
    """The design of a front that an objective puts first."""
    return min(front, key=lambda design: (design[OBJECTIVES[objective]], design["cycles"]))


def chosen(front):
    """The design that each objective puts first. EDP grows with both axes of the front, so the least of all designs
    is on it."""
    return {objective: best_by(front, objective) for objective in OBJECTIVES}


def simulated_best(best):
    """The one of them that the simulation puts first."""
    return min(best, key=lambda design: design["simulated_cycles"])


def settings(axes, design):
    """The options that turn the files into a design of the space."""
    return [word for axis in axes for path in axis["set"]
            for word in ("--set", f"{path}={design['values'][axis['name']]}")]


def used(layer, direction):
    """How much of the network above the PEs is in use while they compute, by the bytes that it carries."""
    network = layer["bandwidth"]["L1"][direction]
    return network["bytes_per_compute_cycle"] / network["available_bytes_per_cycle"]


def simulated(build, case, axes, design):
    """The cycles of a design by simulation."""
    [layer] = answer(build, "simulate", *case.design, *settings(axes, design), "--jobs", "1")["layers"]
    return {"design": design["design"], "simulated": layer["cycles"]}


def taken_apart(build, case, axes, design):
    """The same, and what they consist of."""
    [[layer]] = [each["layers"] for each in answer(
        build, "validate", *case.design, *settings(axes, design), "--no-journal", "--jobs", "1")["cases"]]
    return {"design": design["design"], "estimate": layer["estimates"]["maestro"]["cycles"],
            "ideal": layer["analytical"]["cycles"], "simulated": layer["simulation"]["cycles"],
            "beyond": {each["mechanism"]: each["cycles"] for each in layer["contributions"]},
            "fill_used": used(layer["simulation"], "fill"), "drain_used": used(layer["simulation"], "drain"),
            "sums_waited": sum(layer["banks"]["L2"]["lost"]["inner_drain"].values())}


def once(designs):
    return list({design["design"]: design for design in designs}.values())


def looked_into(found):
    """The designs of a search that are taken apart: the first by estimate and the first by simulation."""
    return once([found["best"][0], simulated_best(found["best"])])


def optimised(found):
    """The designs that the objectives put first."""
    return once(chosen(found["front"]).values())


def figures_of(designs):
    return [{key: design[key] for key in DESIGN if key in design} for design in designs]


def counted(report):
    """What of a search's answer has to be the same on every machine."""
    kept = ("structures", "designs", "searched", "pruned", "evaluated", "valid")
    axes = [{key: axis[key] for key in ("name", "set", "kind", "values")} for axis in report["axes"]]
    return {key: report[key] for key in kept} | {"axes": axes, "front": figures_of(report["front"])}


def verified(report):
    verification = report["verification"]
    return {"best": figures_of(verification["designs"]), "rank_correlation": verification["rank_correlation"],
            "regret": verification["regret"]}


def searched(bench, case):
    """One search: its front and what it takes."""
    summary, report = bench.measured(*case.search)
    return counted(report) | {"taken": summary}


def verification(build, case, pages):
    """The best designs simulated; what the command says of the search as HTML goes into the folder `pages`, if any."""
    wanted = ["--report", pages / f"{case.name}.html", "--force"] if pages else []
    return verified(answer(build, *case.search, "--verify", str(BEST), *wanted))


def all_of(bench, report, pages=None):
    """Runs everything; `report` is told what comes. For `pages` see verification()."""
    results = {}
    for case in CASES:
        report(f"{case.title}: search")
        results[case.name] = searched(bench, case)
    for case in CASES:
        report(f"{case.title}: the {BEST} best, simulated")
        results[case.name] |= verification(bench.build, case, pages)
    report("what their cycles consist of, and those of the designs that each objective puts first")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        asked = [(case, key, pool.submit(ask, bench.build, case, results[case.name]["axes"], design))
                 for case in CASES for key, designs, ask in (("looked_into", looked_into, taken_apart),
                                                             ("optimised", optimised, simulated))
                 for design in designs(results[case.name])]
        for case, key, future in asked:
            results[case.name].setdefault(key, []).append(future.result())
    return results


# Searches of which a check simulates the first design again: one for each layer and each dataflow.
SIMULATED_AGAIN = (CASES[1], CASES[2])


def differences(results, build):
    """What a new search says otherwise than `results`, as texts."""
    def of_case(case):
        wanted = ("--verify", "1") if case in SIMULATED_AGAIN else ()
        report = answer(build, *case.search, *wanted, "--threads", "1")
        kept, now = results[case.name], counted(report)
        wrong = [f"{case.title}: {key} is another one" for key in now if now[key] != kept[key]]
        if wanted and verified(report)["best"] != kept["best"][:1]:
            wrong.append(f"{case.title}: the best design is simulated otherwise")
        return wrong
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [each for wrong in pool.map(of_case, CASES) for each in wrong]
