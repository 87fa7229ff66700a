"""What Counterpoint promises to take, held against what was measured."""

import math
from dataclasses import dataclass
from typing import Callable

from harness.peers import MAESTRO_SEARCH, STONNE_MACS_PER_SECOND


@dataclass
class Target:
    text: str  # a line of docs/performance.md
    unit: str
    bound: float
    measure: Callable  # of the results: the measured figure, that of the worst case
    at_least: bool = False

    def judged(self, results):
        measured = self.measure(results)
        holds = measured >= self.bound if self.at_least else measured <= self.bound
        return {"target": self.text, "unit": self.unit, "bound": self.bound,
                "at_least": self.at_least, "measured": measured, "holds": holds}


def slowest(network, hardware):
    """Seconds of the dataflow that takes longest."""
    def measure(results):
        return max(row["fast"]["seconds"] for row in results["networks"]
                   if (row["network"], row["hardware"]) == (network, hardware))
    return measure


def of_products(kind, figure, choose):
    def measure(results):
        return choose(figure(row) for row in results["products"] if row["kind"] == kind)
    return measure


def seconds(row):
    return row["fast"]["seconds"]


def macs_per_second(row):
    return row["macs"] / row["fast"]["seconds"]


def median_layer(kind):
    """Microseconds of the median layer, of the network and dataflow where it takes longest."""
    def measure(results):
        return max(row[kind]["median_us"] for row in results["analysis"])
    return measure


def of_search(figure):
    """Of the smallest search that is as large as that of MAESTRO's paper."""
    def measure(results):
        return figure(next(row for row in results["search"] if row["designs"] >= MAESTRO_SEARCH["searched"]))
    return measure


def rate(key):
    """Million a second."""
    return of_search(lambda row: row[key] / row["seconds"] / 1e6)


def memory_growth(results):
    """How much more memory the search of most designs takes than that of fewest."""
    megabytes = [row["megabytes"] for row in results["search"]]
    return megabytes[-1] / megabytes[0]


def speed_up(results):
    alone, *others = results["ranks"]
    return alone["seconds"] / others[-1]["seconds"]


TARGETS = (
    Target("VGG-16 whole, every dataflow, ideal hardware", "s", 10, slowest("vgg16", "ideal")),
    Target("VGG-16 whole, every dataflow, DRAM, banks and trees", "s", 60, slowest("vgg16", "real")),
    Target("ResNet-50 whole, every dataflow, ideal hardware", "s", 5, slowest("resnet50", "ideal")),
    Target("ResNet-50 whole, every dataflow, DRAM, banks and trees", "s", 30,
           slowest("resnet50", "real")),
    Target("256³ product on `tpu_like_256`, every dataflow: 1,000 × STONNE",
           "million MACs/s", 1000 * STONNE_MACS_PER_SECOND / 1e6,
           lambda results: of_products("tpu", macs_per_second, min)(results) / 1e6, at_least=True),
    Target("10,000³ product (10¹² MACs) on 16,384 PEs, ideal hardware", "s", 10,
           of_products("cloud", seconds, max)),
    Target("Analysis of a layer, counts", "µs", 20, median_layer("counts")),
    Target("Analysis of a layer, counts and time", "µs", 100, median_layer("counts_and_time")),
    Target("Analysis of a network of 1,000 layers, reading included", "s", 0.15,
           lambda results: results["thousand_layers"]["seconds"]),
    Target("Search of VGG-16's CONV2, two cores: designs searched", "million/s", 20, rate("searched"),
           at_least=True),
    Target("Search of VGG-16's CONV2, two cores: designs evaluated", "million/s", 5, rate("evaluated"),
           at_least=True),
    Target("Search of 480 million designs, two cores", "s", 30, of_search(lambda row: row["seconds"])),
    Target("Memory of a search, the largest space over the smallest", "×", 1.25, memory_growth),
    Target("Search by two ranks over one", "×", 1.8, speed_up, at_least=True),
)


def judged(results):
    return [target.judged(results) for target in TARGETS]


def slope(points):
    """How steeply y grows with x in a log-log plot, by least squares: 1 is proportional, 0 not at all."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs)
            / sum((x - mean_x) ** 2 for x, _ in logs))
