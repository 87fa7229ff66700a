"""Runs, tables and plots of the pages that ask questions; used by scripts/memory_page and scripts/noc_page."""

import json
import os
import pathlib
import subprocess

BINARY = os.environ.get("COUNTERPOINT", "build/release/counterpoint")
ROOT = pathlib.Path(__file__).resolve().parent.parent


def simulated(network, device, dataflow, *options):
    """The JSON of the layers."""
    files = (f"workloads/networks/{network}", f"hw/devices/{device}", f"mapping/dataflows/{dataflow}")
    done = subprocess.run(
        [BINARY, "simulate", *(ROOT / f"{file}.yaml" for file in files), *options, "--format", "json"],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)["layers"]


def cycles_of(layers):
    return sum(layer["cycles"] for layer in layers)


def table(heads, rows):
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, *rows]:
        first, *others = (cell.ljust(w) if i == 0 else cell.rjust(w)
                          for i, (cell, w) in enumerate(zip(row, widths)))
        print("  ".join([first, *others]))


STYLE = """
    svg { --page: #ffffff; --ink: #1f2733; --soft: #5d6878; --rule: #d5dae2;
          --one: #5d6878; --two: #2f7ed8; --three: #e08a1e; %s}
    @media (prefers-color-scheme: dark) {
      svg { --page: #14181f; --ink: #e8ecf2; --soft: #9ba7b7; --rule: #3a4352;
            --one: #9ba7b7; --two: #62a5f2; --three: #f0a94a; %s}
    }
    text { font: 12px ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif;
           fill: var(--ink); text-anchor: middle; }
    .page { fill: var(--page); } .rule { stroke: var(--rule); }
    .left { text-anchor: start; } .head { font-weight: 600; font-size: 13px; }
    .value { font-size: 10px; fill: var(--soft); }
    .one { fill: var(--one); } .two { fill: var(--two); } .three { fill: var(--three); }%s
"""
FOURTH = ("--four: #2e9e6b; ", "--four: #58c894; ", " .four { fill: var(--four); }")
COLOURS = ("one", "two", "three", "four")


def in_millions(value):
    return f"{value / 1e6:.2f}"


def picture(title, series, bars, shown=in_millions, captions=()):
    """Groups of bars from zero, with their values as `shown`. `bars`: of each group a label and its values.
    `captions`: texts below the labels, each with how many groups it is for."""
    width, base, height = 720, 230, 150
    step = (width - 32) / len(bars)
    bar = min(34 if len(series) < 3 else 30, int((step - 8) / len(series)))
    gap = 4 if bar > 24 else 2
    most = max(value for _, values in bars for value in values)
    style = STYLE % (FOURTH if len(series) > 3 else ("", "", ""))
    parts = [f'<rect class="page" width="{width}" height="270"/>',
             f'<text class="left head" x="16" y="24">{title}</text>',
             f'<line class="rule" x1="16" x2="{width - 16}" y1="{base}" y2="{base}"/>']
    for i, name in enumerate(series):
        parts.append(f'<rect class="{COLOURS[i]}" x="{16 + 110 * i}" y="37" width="11" height="11"/>')
        parts.append(f'<text class="left" x="{32 + 110 * i}" y="47">{name}</text>')
    for group, (label, values) in enumerate(bars):
        middle = 16 + step * (group + 0.5)
        parts.append(f'<text x="{middle:.1f}" y="{base + 18}">{label}</text>')
        for i, value in enumerate(values):
            x, tall = middle + bar * (i - len(values) / 2), height * value / most
            parts.append(f'<rect class="{COLOURS[i]}" x="{x:.1f}" y="{base - tall:.1f}" '
                         f'width="{bar - gap}" height="{tall:.1f}"/>')
            parts.append(f'<text class="value" x="{x + bar / 2 - gap / 2:.1f}" y="{base - tall - 4:.1f}">'
                         f'{shown(value)}</text>')
    left = 16.0
    for caption, groups in captions:
        parts.append(f'<text x="{left + step * groups / 2:.1f}" y="{base + 35}">{caption}</text>')
        left += step * groups
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 270" width="{width}" '
            f'height="270" role="img">\n  <title>{title}</title>\n  <style>{style}  </style>\n  '
            + "\n  ".join(parts) + "\n</svg>\n")
