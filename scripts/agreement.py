"""Simulates and analyses shipped networks and compares every number; called by scripts/suite."""

import json
import pathlib
import subprocess
import sys
import time

BINARY = "build/release/counterpoint"
SAME = ("cycles", "compute_cycles", "macs", "pes", "phases", "capacity_bytes", "counts", "cycle_stack")


def run(command, *files):
    result = subprocess.run([BINARY, command, *files, "--format", "json"],
                            capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"{command} {' '.join(files)} ended with {result.returncode}:\n"
                         f"{result.stderr}")
    return json.loads(result.stdout)["layers"]


def numbers(value):
    return sum(map(numbers, value.values())) if isinstance(value, dict) else 1


def main(devices):
    print(f"{'network':22} {'dataflow':18} {'device':17} {'layers':>6} {'numbers':>8} {'phases':>12} "
          f"{'s':>7}")
    differing = 0
    for device in devices:
        for network in sorted(pathlib.Path("workloads/networks").glob("*.yaml")):
            for dataflow in sorted(pathlib.Path("mapping/dataflows").glob("*.yaml")):
                files = (str(network), f"hw/devices/{device}.yaml", str(dataflow))
                begin = time.perf_counter()
                simulated = run("simulate", *files)
                seconds = time.perf_counter() - begin
                compared = 0
                for layer, analysed in zip(simulated, run("analyze", *files), strict=True):
                    for key in SAME:
                        compared += numbers(layer[key])
                        if layer[key] != analysed[key]:
                            differing += 1
                            print(f"{layer['name']}: {key}: simulated {layer[key]}, "
                                  f"analysed {analysed[key]}")
                phases = sum(max(layer["phases"].values()) for layer in simulated)
                print(f"{network.stem:22} {dataflow.stem:18} {device:17} {len(simulated):6} "
                      f"{compared:8} {phases:12,} {seconds:7.2f}", flush=True)
    if differing:
        raise SystemExit(f"{differing} values differ")
    print("every number agrees")


if __name__ == "__main__":
    main(sys.argv[1:])
