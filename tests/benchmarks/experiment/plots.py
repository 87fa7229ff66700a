"""The pictures of docs/maestro-experiment.md as SVG: panels side by side, each with axes of its own."""

import math
from dataclasses import dataclass

from experiment import searches
from harness.plot import scale
from page_measurements import STYLE

TOP, HEIGHT = 84, 190
SHAPES = """    .path { fill: none; stroke-width: 1.5; } .two.path, .two.hollow { stroke: var(--two); }
    .three.path, .three.hollow { stroke: var(--three); } .one.path { stroke: var(--one); fill: none; }
    .two.path, .three.path { fill: none; } .hollow { stroke-width: 1.5; } .two.hollow, .three.hollow { fill: var(--page); }
    .apart { stroke-dasharray: 2 3; } .end { text-anchor: end; }
"""


@dataclass
class Axes:
    """Where values of a panel lie in the picture."""
    left: float
    width: float
    x_range: tuple
    y_range: tuple

    def x(self, value):
        return scale(*self.x_range, False, self.left, self.width)(value)

    def y(self, value):
        return scale(*self.y_range, False, TOP + HEIGHT, -HEIGHT)(value)


def step_of(length):
    """A round step that divides an axis of this length into three to seven."""
    power = 10 ** math.floor(math.log10(length / 3))
    return next(step * power for step in (5, 2, 1) if step * power <= length / 3)


def rounded(values, low=None):
    """An axis around all values, between multiples of its step: (first, last), step."""
    least, most = min(values) if low is None else low, max(values)
    step = step_of(max(most - least, 1e-9))
    return (step * math.floor(least / step + 1e-9), step * math.ceil(most / step - 1e-9)), step


def marks(bounds, step):
    first, last = bounds
    return [first + i * step for i in range(round((last - first) / step) + 1)]


def written(value, step):
    """With the decimals that a step has."""
    return f"{value:.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"


def frame(axes, titles, steps):
    """Title, rules and numbers of a panel. `titles`: of the panel, the axis to the right and the one up; `steps` of
    both axes, None for an axis without numbers."""
    title, right, up = titles
    bottom = TOP + HEIGHT
    parts = [f'<text class="left" x="{axes.left}" y="{TOP - 24}">{title}</text>',
             f'<text class="left value" x="{axes.left}" y="{TOP - 9}">{up}</text>',
             f'<text class="value" x="{axes.left + axes.width / 2:.1f}" y="{bottom + 32}">{right}</text>']
    for mark in marks(axes.y_range, steps[1]):
        y = axes.y(mark)
        parts.append(f'<line class="rule" x1="{axes.left}" x2="{axes.left + axes.width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="value end" x="{axes.left - 5}" y="{y + 4:.1f}">{written(mark, steps[1])}</text>')
    for mark in marks(axes.x_range, steps[0]) if steps[0] else []:
        parts.append(f'<text class="value" x="{axes.x(mark):.1f}" y="{bottom + 16}">{written(mark, steps[0])}</text>')
    return parts


def polyline(axes, points, kind):
    path = " ".join(f"{axes.x(x):.1f},{axes.y(y):.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{path}"/>'


def dot(axes, x, y, kind, radius=3):
    return f'<circle class="{kind}" cx="{axes.x(x):.1f}" cy="{axes.y(y):.1f}" r="{radius}"/>'


def drawing(title, legend, parts, width):
    """The whole picture; `legend`: classes with their words."""
    height = TOP + HEIGHT + 46
    lead = [f'<rect class="page" width="{width}" height="{height}"/>',
            f'<text class="left head" x="16" y="24">{title}</text>']
    left = 16
    for kind, words in legend:
        lead.append(f'<circle class="{kind}" cx="{left + 5}" cy="42" r="4"/>')
        lead.append(f'<text class="left" x="{left + 15}" y="46">{words}</text>')
        left += 40 + 6.5 * len(words)
    style = (STYLE % ("", "", "")).rstrip() + "\n" + SHAPES
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img">\n  <title>{title}</title>\n  <style>{style}  </style>\n  '
            + "\n  ".join(lead + parts) + "\n</svg>\n")


def rate(cycles, design):
    """MACs a cycle if the design takes so many cycles."""
    return searches.macs(design) / cycles


def energy_of_mac(design):
    return design["energy_pj"] / searches.macs(design)


COLOUR_OF = {"kc_partitioned": "two", "yr_partitioned": "three"}


def drawn_front(axes, found, kind):
    """A front, and from each design that was simulated how far the simulation is away."""
    front = found["front"]
    parts = [polyline(axes, [(rate(each["cycles"], each), energy_of_mac(each)) for each in front], f"{kind} path")]
    simulated = {each["design"]: each["simulated"] for each in found["optimised"]}
    for each in front:
        at = rate(each["cycles"], each), energy_of_mac(each)
        if each["design"] in simulated:
            real = rate(simulated[each["design"]], each), at[1]
            parts += [polyline(axes, [at, real], f"{kind} path apart"), dot(axes, *real, f"{kind} hollow", 4)]
        parts.append(dot(axes, *at, kind))
    return parts


def fronts(results):
    """Energy over throughput, a panel for each layer and a line for each dataflow."""
    parts = []
    for i, (layer, age) in enumerate(searches.LAYERS.items()):
        found = {dataflow: results[searches.Case(layer, dataflow).name] for dataflow in searches.DATAFLOWS}
        designs = [each for one in found.values() for each in one["front"]]
        x_range, x_step = rounded([rate(each["cycles"], each) for each in designs], low=0)
        y_range, y_step = rounded([energy_of_mac(each) for each in designs])
        axes = Axes(44 + 356 * i, 300, x_range, y_range)
        parts += frame(axes, (f"{age}: {layer}", "MACs a cycle", "pJ a MAC"), (x_step, y_step))
        for dataflow, one in found.items():
            parts += drawn_front(axes, one, COLOUR_OF[dataflow])
    legend = [("two", "KC-P"), ("three", "YR-P"), ("two hollow", "simulated, where the table below has it")]
    return drawing("The fronts: energy over throughput", legend, parts, 720)


def rankings(results):
    """Of the best designs the cycles by estimate and by simulation, in percent of the least estimate."""
    parts = []
    for i, case in enumerate(searches.CASES):
        best = results[case.name]["best"]
        least = best[0]["cycles"]
        estimated, simulated = ([100 * (each[key] / least - 1) for each in best] for key in ("cycles", "simulated_cycles"))
        y_range, y_step = rounded([0, *estimated, *simulated])
        axes = Axes(40 + 176 * i, 128, (1, len(best)), y_range)
        parts += frame(axes, (case.title, "designs, the best estimate first", "% above the best estimate"), (None, y_step))
        parts.append(polyline(axes, list(enumerate(estimated, 1)), "two path"))
        parts += [dot(axes, rank, value, "three") for rank, value in enumerate(simulated, 1)]
    return drawing(f"The {searches.BEST} best by estimated cycles", [("two", "estimated"), ("three", "simulated")], parts, 720)
