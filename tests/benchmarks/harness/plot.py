"""Line plots as SVG, side by side, with logarithmic axes up."""

import math
from dataclasses import dataclass, field

from page_measurements import COLOURS, FOURTH, STYLE

PANEL, LEFT, TOP, HEIGHT, GAP = 200, 50, 84, 170, 36
LINES = " ".join(f".line.{name} {{ fill: none; stroke: var(--{name}); stroke-width: 2; }}"
                 for name in COLOURS)


@dataclass
class Panel:
    title: str
    x_label: str
    lines: list  # of (name, [(x, y)])
    x_logarithmic: bool = True
    marks: list = field(default_factory=list)  # of x, where its axis has a number


def power_of_ten(exponent):
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return str(10**exponent) if 0 <= exponent <= 2 else f"10{digits}"


def decades(values):
    """Exponents of ten around all of them."""
    return (math.floor(math.log10(min(values)) + 1e-9),
            max(math.ceil(math.log10(max(values)) - 1e-9), math.floor(math.log10(min(values)) + 1e-9) + 1))


def scale(low, high, logarithmic, begin, length):
    def at(value):
        if logarithmic:
            value, a, b = math.log10(value), math.log10(low), math.log10(high)
        else:
            a, b = low, high
        return begin + length * ((value - a) / (b - a) if b > a else 0.5)
    return at


def x_label(value):
    return power_of_two(value) if value >= 256 and value & (value - 1) == 0 else f"{value:,}"


def power_of_two(value):
    return "2" + str(value.bit_length() - 1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def drawn_panel(panel, left, low, high, names, first):
    xs = [x for _, points in panel.lines for x, _ in points]
    x_at = scale(min(xs), max(xs), panel.x_logarithmic, left, PANEL)
    y_at = scale(10**low, 10**high, True, TOP + HEIGHT, -HEIGHT)
    parts = [f'<text class="left" x="{left}" y="{TOP - 12}">{panel.title}</text>']
    for exponent in range(low, high + 1):
        y = y_at(10**exponent)
        parts.append(f'<line class="rule" x1="{left}" x2="{left + PANEL}" y1="{y:.1f}" y2="{y:.1f}"/>')
        if first:
            parts.append(f'<text class="value end" x="{left - 8}" y="{y + 4:.1f}">'
                         f'{power_of_ten(exponent)}</text>')
    for x in panel.marks:
        parts.append(f'<text class="value" x="{x_at(x):.1f}" y="{TOP + HEIGHT + 16}">{x_label(x)}</text>')
    parts.append(f'<text x="{left + PANEL / 2}" y="{TOP + HEIGHT + 34}">{panel.x_label}</text>')
    for name, points in panel.lines:
        colour = COLOURS[names.index(name)]
        path = " ".join(f"{x_at(x):.1f},{y_at(y):.1f}" for x, y in points)
        parts.append(f'<polyline class="line {colour}" points="{path}"/>')
        parts += [f'<circle class="{colour}" cx="{x_at(x):.1f}" cy="{y_at(y):.1f}" r="2.5"/>'
                  for x, y in points]
    return parts


def plot(title, panels):
    """One picture; all panels have the same axis up, and a line of the same name the same colour."""
    names = list(dict.fromkeys(name for panel in panels for name, _ in panel.lines))
    low, high = decades([y for panel in panels for _, points in panel.lines for _, y in points])
    width = LEFT + len(panels) * (PANEL + GAP)
    height = TOP + HEIGHT + 48
    style = (STYLE % (FOURTH if len(names) > 3 else ("", "", ""))).rstrip() + (
        f"\n    {LINES} .end {{ text-anchor: end; }}\n")
    parts = [f'<rect class="page" width="{width}" height="{height}"/>',
             f'<text class="left head" x="16" y="24">{title}</text>']
    left = 16
    for i, name in enumerate(names):
        parts.append(f'<rect class="{COLOURS[i]}" x="{left}" y="37" width="11" height="11"/>')
        parts.append(f'<text class="left" x="{left + 16}" y="47">{name}</text>')
        left += 40 + 7 * len(name)
    for i, panel in enumerate(panels):
        parts += drawn_panel(panel, LEFT + i * (PANEL + GAP), low, high, names, i == 0)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img">\n  <title>{title}</title>\n  <style>{style}  </style>\n  '
            + "\n  ".join(parts) + "\n</svg>\n")
