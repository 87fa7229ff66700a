#!/usr/bin/env python3
"""Writes a validation with invented gaps, in the shape of `counterpoint validate --format json`.

Both models agree on ideal hardware, so a report of a real run leaves half of the charts empty. Here
the analytical side is real (`counterpoint analyze`) and the simulated side is that plus what
invented mechanisms cost, from a fixed seed. It is for looking at the page and testing it, and says
so in the name of its suite.
"""

import argparse
import copy
import json
import random
import subprocess

MECHANISMS = ["network topology and contention", "scratchpad banks and ports", "DRAM timing",
              "PEs out of lockstep"]


def analysed(program, files):
    text = subprocess.run([program, "analyze", *files, "--no-capacity", "--format", "json"],
                          check=True, capture_output=True, text=True).stdout
    return json.loads(text)


def leaves(value, prefix=""):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield prefix, value


def integers(layer):
    skipped = ("dimensions.", "pes_available", "bandwidth.")
    return {name: value for name, value in leaves(layer) if not name.startswith(skipped)}


def kind(name):
    head = name.split(".")[0]
    return {"counts": "accesses", "traffic_bytes": "traffic", "cycle_stack": "stack",
            "capacity_bytes": "capacity", "macs": "work", "pes": "work", "phases": "work",
            "units": "work"}.get(head, "time")


def deviation(found, expected):
    return found / expected - 1 if expected else None


def with_gaps(layer, rng, ideal):
    """The simulated layer and what each mechanism adds."""
    simulated = copy.deepcopy(layer)
    memories = list(layer["cycle_stack"]["waiting"])
    cycles = layer["cycles"]
    shares = [0, 0, 0, 0] if ideal else [rng.uniform(0, 0.02), rng.uniform(0, 0.05),
                                         rng.uniform(0, 0.12), rng.uniform(-0.004, 0.01)]
    added = [round(share * cycles) for share in shares]
    added[3] = max(added[3], -added[2])
    innermost = simulated["cycle_stack"]["waiting"][memories[-1]]
    outermost = simulated["cycle_stack"]["waiting"][memories[0]]
    innermost["fill_latency"] += added[0]
    innermost["fill_transfer"] += added[1]
    outermost["fill_transfer"] += added[2]
    outermost["fill_latency"] += max(0, added[3])
    outermost["fill_transfer"] += min(0, added[3])
    simulated["cycles"] += sum(added)
    if not ideal:
        outer = simulated["counts"][next(iter(simulated["counts"]))]
        tensor = next(iter(outer))
        outer[tensor]["reads"] += outer[tensor]["reads"] // 50
    return simulated, [{"mechanism": m, "cycles": c} for m, c in zip(MECHANISMS, added)]


def pe_macs(layer, rng, ideal):
    used, available = layer["pes"], layer["pes_available"]
    each = layer["macs"] // used
    work = [each if ideal else max(0, each - each * (u % 16) // 40) for u in range(used)]
    side = int(available ** 0.5)
    shape = [side, side] if side * side == available else None
    result = {"macs": work + [0] * (available - used)}
    return {"shape": shape, **result} if shape else result


def compared(layer, rng, ideal):
    simulated, contributions = with_gaps(layer, rng, ideal)
    ours, theirs = integers(layer), integers(simulated)
    cycles = simulated["cycles"]
    guesses = {"exact": layer["cycles"], "maestro": round(cycles * rng.uniform(0.72, 1.35)),
               "timeloop": max(1, round(layer["compute_cycles"] * rng.uniform(0.9, 1.0)))}
    return {
        "name": layer["name"],
        "deviation": deviation(cycles, layer["cycles"]),
        "analytical": layer,
        "simulation": simulated,
        "differences": [{"number": n, "kind": kind(n), "analytical": ours[n], "simulated": theirs[n],
                         "deviation": deviation(theirs[n], ours[n])}
                        for n in ours if ours[n] != theirs[n]],
        "numbers": len(ours),
        "estimates": {t: {"cycles": c, "error": deviation(c, cycles)} for t, c in guesses.items()},
        "contributions": contributions,
        "pe": pe_macs(layer, rng, ideal),
    }


def total(layers):
    def summed(pick):
        return sum(pick(layer) for layer in layers)
    ours = summed(lambda l: l["analytical"]["cycles"])
    theirs = summed(lambda l: l["simulation"]["cycles"])
    deviations = sorted(l["deviation"] for l in layers)
    return {
        "analytical_cycles": ours,
        "simulated_cycles": theirs,
        "deviation": deviation(theirs, ours),
        "estimates": {t: {"cycles": (c := summed(lambda l: l["estimates"][t]["cycles"])),
                          "error": deviation(c, theirs)} for t in ("exact", "maestro", "timeloop")},
        "distribution": {"minimum": deviations[0], "median": deviations[len(deviations) // 2],
                         "maximum": deviations[-1],
                         "mean_absolute": sum(map(abs, deviations)) / len(deviations)},
        "contributions": [{"mechanism": m, "cycles": summed(lambda l: l["contributions"][i]["cycles"])}
                          for i, m in enumerate(MECHANISMS)],
    }


def memories_of(analysis):
    bandwidth = analysis["layers"][0]["bandwidth"]
    names = list(analysis["layers"][0]["counts"])
    return [{"name": name, "capacity_bytes": None, "slots": None,
             "fill_bytes_per_cycle": bandwidth[name]["fill"]["available_bytes_per_cycle"]
             if name in bandwidth else None,
             "drain_bytes_per_cycle": bandwidth[name]["drain"]["available_bytes_per_cycle"]
             if name in bandwidth else None} for name in names]


def broken_of(layers, limit):
    return [{"layer": l["name"], "number": "cycles", "expectation": f"0.0 % to +{limit:.1%}",
             "cause": "DRAM timing", "reason": "row misses of the weight stream",
             "expected": l["analytical"]["cycles"], "found": l["simulation"]["cycles"],
             "deviation": l["deviation"]} for l in layers if l["deviation"] > limit]


def case_of(name, analysis, rng, options):
    layers = [compared(layer, rng, options.ideal) for layer in analysis["layers"]]
    broken = [] if options.ideal else broken_of(layers, options.limit)
    published = [] if options.ideal else [
        {"layer": l["name"], "number": "cycles", "published": l["simulation"]["cycles"] * 0.985,
         "analytical": l["analytical"]["cycles"], "simulated": l["simulation"]["cycles"],
         "error": 1 / 0.985 - 1, "source": "invented <b>& Sons</b>, table IV",
         "note": "padding is counted by one side only"} for l in layers[:3]]
    return {"name": name, **{key: analysis[key] for key in ("workload", "mapping", "hardware",
                                                           "clock_ghz", "pe")},
            "memories": memories_of(analysis), "holds": not broken, "expectations": len(layers),
            "broken": broken, "total": total(layers), "layers": layers, "published": published}


def verdict(cases):
    layers = [(case["name"], layer) for case in cases for layer in case["layers"]]
    numbers = sum(layer["numbers"] for _, layer in layers)
    different = [(name, layer["name"], difference) for name, layer in layers
                 for difference in layer["differences"] if difference["deviation"] is not None]
    largest = max(different, key=lambda d: abs(d[2]["deviation"]), default=None)
    broken = sum(len(case["broken"]) for case in cases)
    return {"holds": broken == 0, "cases": len(cases), "layers": len(layers), "numbers": numbers,
            "equal": numbers - sum(len(layer["differences"]) for _, layer in layers),
            "expectations": sum(case["expectations"] for case in cases), "broken": broken,
            "largest_deviation": largest and {"case": largest[0], "layer": largest[1],
                                              "number": largest[2]["number"],
                                              "deviation": largest[2]["deviation"]}}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+", help="of a design; several designs: separated by +")
    parser.add_argument("--cases", type=int, help="repeat the designs up to so many cases")
    parser.add_argument("--ideal", action="store_true", help="no gap anywhere")
    parser.add_argument("--limit", type=float, default=0.15, help="deviation that breaks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    designs = [part.split() for part in " ".join(options.files).split("+")]
    rng = random.Random(options.seed)
    analyses = [analysed(options.program, files) for files in designs]
    cases = []
    for i in range(options.cases or len(designs)):
        analysis = analyses[i % len(designs)]
        name = f"{analysis['workload']} on {analysis['hardware']}"
        cases.append(case_of(f"{name} {i + 1}" if len(designs) < (options.cases or 0) else name,
                             analysis, rng, options))
    print(json.dumps({"schema": "counterpoint-validation/1", "version": "0.1.0",
                      "suite": "invented gaps", "verdict": verdict(cases), "cases": cases}))


if __name__ == "__main__":
    main()
