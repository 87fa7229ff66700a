#!/usr/bin/env python3
"""Holds README's table of shipped inputs to what the program says.

The table's first column names a network, its other columns name a dataflow each, and a cell the devices
on which all layers of that network fit with that dataflow: `all`, `–`, or names. Every network, dataflow
and device that is shipped is in the table, every combination is analysed, and it must end with exit code 0
where the table says that it fits, and with 2 where it does not.
"""

import argparse
import pathlib
import subprocess
import sys

SHIPPED = {
    "network": pathlib.Path("workloads/networks"),
    "device": pathlib.Path("hw/devices"),
    "dataflow": pathlib.Path("mapping/dataflows"),
}
TABLE_BEGIN = "| network |"


def stems(source, kind):
    return sorted(file.stem for file in (source / SHIPPED[kind]).glob("*.yaml"))


def cells_of(line):
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def read_table(text):
    """{network: {dataflow: cell}} of the table that begins with TABLE_BEGIN."""
    lines = text.splitlines()
    begin = next((i for i, line in enumerate(lines) if line.startswith(TABLE_BEGIN)), None)
    if begin is None:
        raise ValueError(f"README.md has no table that begins with `{TABLE_BEGIN}`")
    dataflows = cells_of(lines[begin])[1:]
    table = {}
    for line in lines[begin + 2 :]:
        if not line.startswith("|"):
            break
        network, *cells = cells_of(line)
        table[network] = dict(zip(dataflows, cells, strict=True))
    return table


def devices_of(cell, all_devices):
    """The devices that a cell names; a name that is not shipped is an error."""
    if cell == "all":
        return set(all_devices)
    named = set() if cell == "–" else {name.strip().strip("`") for name in cell.split(",")}
    if not named <= set(all_devices):
        raise ValueError(f"no such device: {', '.join(sorted(named - set(all_devices)))}")
    return named


def exit_code(binary, source, network, device, dataflow):
    files = [
        source / SHIPPED[kind] / f"{stem}.yaml"
        for kind, stem in (("network", network), ("device", device), ("dataflow", dataflow))
    ]
    done = subprocess.run([binary, "analyze", *files], capture_output=True, timeout=60, check=False)
    return done.returncode


def differences(table, networks, dataflows, devices, code_of):
    """What the table says that is not so, as texts. code_of(network, device, dataflow) analyses."""
    if sorted(table) != networks:
        return [f"the rows are {sorted(table)}, shipped are {networks}"]
    wrong = []
    for network, cells in table.items():
        if sorted(cells) != dataflows:
            return [f"the columns are {sorted(cells)}, shipped are {dataflows}"]
        for dataflow, cell in cells.items():
            fitting = devices_of(cell, devices)
            for device in devices:
                expected = 0 if device in fitting else 2
                code = code_of(network, device, dataflow)
                if code != expected:
                    wrong.append(f"{network}, {dataflow}, {device}: exit code {code}, not {expected}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=pathlib.Path, required=True, help="root of the project")
    parser.add_argument("--binary", type=pathlib.Path, required=True, help="the counterpoint to run")
    arguments = parser.parse_args()
    source = arguments.source.resolve()
    wrong = differences(
        read_table((source / "README.md").read_text(encoding="utf-8")),
        stems(source, "network"),
        stems(source, "dataflow"),
        stems(source, "device"),
        lambda *names: exit_code(arguments.binary.resolve(), source, *names),
    )
    print("\n".join(wrong) or "every combination is as README.md says")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
