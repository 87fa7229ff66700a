#!/usr/bin/env python3
"""Compares what counterpoint dram measures with closed forms of the standards' timings.

usage: dram_closed_forms.py [STANDARD…]

Runs build/release/counterpoint (or $COUNTERPOINT) without refresh, on one channel, and prints a
table: clocks of an idle read, and clocks a request of streams (of each data bus, where a channel has
two). Exits with 1 where an idle latency differs, or a stream by more than 0.5 %.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BINARY = os.environ.get("COUNTERPOINT", "build/release/counterpoint")
STANDARDS = pathlib.Path(__file__).resolve().parent.parent / "hw" / "dram" / "standards"
IN_ROWS = "bank:bankgroup:pseudochannel:row:column"  # a bank is filled before the next one
REQUESTS = 30_000  # of other rows each: fewer than a bank has
TOLERANCE = 0.005


class Standard:
    """The numbers of a standard's file by their names there."""

    def __init__(self, file):
        text = file.read_text()
        self.name = re.search(r"^name: (\S+)", text).group(1)
        self.numbers = {key: int(value) for key, value in re.findall(r"(\w+): (\d+)\b", text)}

    def __getitem__(self, key):
        fallback = {"tRCD_WR": "tRCD", "tCCD_L_WR": "tCCD_L"}
        return self.numbers[key if key in self.numbers else fallback[key]]

    @property
    def burst(self):
        return self["burst_length"] // self.numbers.get("transfers_per_clock", 2)

    @property
    def bursts_a_row(self):
        return self["columns"] // self["burst_length"]

    @property
    def buses(self):
        return self.numbers.get("pseudo_channels", 1)


def dram(standard, *arguments, mapping=IN_ROWS):
    command = [BINARY, "dram", "--standard", standard.name, "--no-refresh", "--format", "json",
               "--mapping", mapping, *arguments]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def idle(standard, trace):
    """Clocks from the last request of a trace to the end of its data."""
    with tempfile.NamedTemporaryFile("w", suffix=".trace") as file:
        file.write(trace)
        file.flush()
        return dram(standard, file.name)["cycles"] - int(trace.split()[-1])


def stream(standard, pattern, **options):
    """Clocks of a data bus for each request."""
    result = dram(standard, "--requests", str(REQUESTS), "--pattern", pattern, **options)
    return result["clocks_per_request"]


def cases(s):
    """Name, closed form and measurement of each case."""
    row = s["row_bytes"]
    n = s.bursts_a_row
    data = s.burst
    closed = s["tRCD"] + s["RL"] + data
    yield "idle read, closed bank", closed, idle(s, "R 0x0 0")
    yield "idle read, open row", s["RL"] + data, idle(s, "R 0x0 0\nR 0x0 2000")
    yield ("idle read, other row open", s["tRP"] + closed,
           idle(s, f"R 0x0 0\nR {row:#x} 2000"))
    reopen = s["tRP"] + s["tRCD"]
    yield ("reads, each of another row", max(s["tRC"], s["tRTP"] + reopen),
           stream(s, f"stride:{row}"))
    yield ("reads, one bank row by row",
           ((n - 1) * s["tCCD_L"] + s["tRTP"] + reopen) / n,
           stream(s, "sequential"))
    reopen = s["tRP"] + s["tRCD_WR"]
    yield ("writes, one bank row by row",
           ((n - 1) * s["tCCD_L_WR"] + s["WL"] + data + s["tWR"] + reopen) / n,
           stream(s, "sequential,mix:0"))
    yield ("reads over all bank groups", max(data, s["tCCD_S"]),
           s.buses * stream(s, "sequential", mapping="row:bank:column:bankgroup:pseudochannel"))


def main():
    wanted = sys.argv[1:]
    standards = [Standard(file) for file in sorted(STANDARDS.glob("*.yaml"))]
    wrong = 0
    print(f"{'standard':12} {'case':28} {'formula':>9} {'measured':>9} {'off':>7}")
    for standard in standards:
        if wanted and standard.name not in wanted:
            continue
        for name, formula, measured in cases(standard):
            off = measured / formula - 1
            wrong += measured != formula if name.startswith("idle") else abs(off) > TOLERANCE
            per_cent = round(100 * off, 2) + 0.0  # no -0.00
            print(f"{standard.name:12} {name:28} {formula:9.3f} {measured:9.3f} {per_cent:6.2f}%")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
