"""docs/performance.md and its plots, from what was measured."""

from harness import peers, targets
from harness.machine import warning
from harness.measurements import SEVERAL
from harness.plot import Panel, plot

INTRODUCTION = """# Performance

`scripts/bench --page` measured all figures of this page and wrote it. They are of one machine on one day:

{machine}

Times are medians of whole processes on one core (`--jobs 1`) that read their files and write JSON, unless another
thing is said. "In full" is with `--no-fast-forward`; "executed" are the phases of the innermost memory that
fast-forward leaves to be simulated ([output.md](output.md#json)). Both give the same numbers.

To measure on another machine:

```console
$ scripts/bench --json figures.json
```
"""

BOUNDS = """## How fast it could be

A phase of ideal hardware takes the simulator two events: the end of its fill and the end of its computation, each a
notification for a later time and a method that is run then. A drain takes one more. (Counted with callgrind: a product
of 64 × 64 × 256 like the first one above, 4,096 phases in full, notifies 4,097 times for fills, 4,097 times for the PEs
and 18 times for drains, and runs as many methods.) So a simulation of this structure that executes every phase cannot
take less than

> phases × 2 events × what an event takes

On this machine an event takes {alone:.0f} ns alone in its cycle and {together:.0f} ns where two share one
(`kernel_benchmark`, methods that do nothing).
{survey}

{table}

The rest is what the model itself does: which elements are new in each tile, how many bytes move, what the MACs sum up
to; of real memories and networks, each burst, access and link. Those take more events as well: layer conv5_1_1x1a of
ResNet-50 on the same hardware runs 5 methods a phase with nvdla_like and 11 with row_stationary (callgrind again).
Fast-forward gets below the bound only because it executes fewer phases.
"""

GROWTH = """## How the cost grows

The cost of a fast-forwarded simulation grows with the depth of the mapping and with irregular edges, not with the
dimensions of the layer:

![Phases executed over dimensions, loops and irregular edges](images/performance_growth.svg)

*Left:* one dimension of a product of 256 × 256 × 256 grows, a line for each, and the mapping stays (16 × 16 PEs, a MAC
of each a phase). *Middle:* nests of more and more loops of 8 trips each over M and N. *Right:* six such loops,
of which more and more have a last piece that is shorter. {slopes}

Where memory 0 is a DRAM, tiles for L2 come from other rows each time, so loops outside of L2 are never skipped, and the
cost grows with the number of those tiles.
"""


def count(value):
    return f"{value:,}"


def seconds(value):
    return f"{value:.3f}" if value < 0.9995 else f"{value:.2f}" if value < 9.995 else f"{value:.0f}"


def figure(value):
    """Three digits or so."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def millions(amount, time):
    return figure(amount / time / 1e6)


def billions(amount, time):
    return figure(amount / time / 1e9)


def table(heads, rows):
    """Markdown; all columns but the first are numbers."""
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def machine_table(results):
    machine = results["machine"]
    libraries = ", ".join(f"{name} {version}" for name, version in machine["libraries"].items())
    busy = warning(machine["load"])
    rows = [["date", machine["date"]],
            ["processor", f"{machine['processor']}, {machine['cores']} cores"],
            ["load at the start", f"{machine['load']:.2f}" + (f"; **{busy}**" if busy else "")],
            ["kernel", f"Linux {machine['kernel']}"],
            ["compiler", f"{machine['compiler']}, {results['build_type']}"],
            ["libraries", libraries], ["version", machine["counterpoint"]]]
    if results["quick"]:
        rows.append(["runs", "**one each (`--quick`), shorter series: not to be quoted**"])
    lines = [["", ""], ["---", "---"], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def targets_section(results):
    rows = []
    for each in results["targets"]:
        bound = f"{'≥' if each['at_least'] else '≤'} {each['bound']:g} {each['unit']}"
        rows.append([each["target"], bound, f"{figure(each['measured'])} {each['unit']}",
                     "met" if each["holds"] else "**missed**"])
    real = [row["macs"] / row["fast"]["seconds"] for row in results["products"]
            if row["kind"] == "tpu with memories"]
    return ("## Targets\n\nOf every shipped dataflow the slowest counts. DRAM, banks and trees are `edge_256_ddr4` with a "
            "tree for\nfills and one for drains of L1.\n\n"
            + table(["", "target", "measured", ""], rows)
            + "\n`tpu_like_256` is 16 × 16 PEs out of lockstep with systolic networks. With DDR4-2400 and banks, which its "
            f"file has not,\nthe product is simulated at {millions(min(real), 1)} to {millions(max(real), 1)} million "
            f"MACs/s. Both are rates of a process that simulates the\nproduct {SEVERAL} times. Of every time on this page "
            f"about {1e3 * results['start']['seconds']:.0f} ms go into starting: a process that simulates a single\nMAC takes "
            "them.\n")


def peers_section(results):
    analysis = [row["counts_and_time"]["median_us"] for row in results["analysis"]]
    tpu = [row for row in results["products"] if row["kind"] == "tpu"]
    array = next(row for row in results["products"] if row["kind"] == "array")
    rates = [row["macs"] / row["fast"]["seconds"] for row in tpu]
    random_dram = [row["seconds"] / row["requests"] for row in results["dram"]
                   if row["pattern"] == "random"]
    noc = [1e6 / row["router_cycles_per_second"] for row in results["noc"]]
    ours = [("analysis of a layer, exact time", f"{min(analysis):.0f}–{max(analysis):.0f} µs (medians)"),
            ("256³ product on `tpu_like_256`",
             f"{millions(min(rates), 1)}–{millions(max(rates), 1)} million MACs/s, "
             f"{min(rates) / peers.STONNE_MACS_PER_SECOND:,.0f}–"
             f"{max(rates) / peers.STONNE_MACS_PER_SECOND:,.0f} × STONNE"),
            ("256³ product, 16 × 16 PEs, every phase executed",
             f"{millions(array['macs'], array['full']['seconds'])} million MACs/s, "
             f"{array['macs'] / array['full']['seconds'] / peers.STONNE_MACS_PER_SECOND:,.0f} × STONNE"),
            ("a DRAM request, random reads",
             f"{1e6 * min(random_dram):.2f}–{1e6 * max(random_dram):.2f} µs"),
            ("a router and cycle", f"{min(noc):.3f}–{max(noc):.3f} µs"),
            ("designs searched a second, two cores",
             f"{targets.rate('searched')(results):,.0f} million ([their experiment](maestro-experiment.md))")]
    theirs = [[tool, what, value] for tool, what, value in peers.FIGURES]
    return ("## Beside other tools\n\nTheir figures were measured with them on a machine of the same kind, on another day, "
            "and not by this harness; that of\nMAESTRO's paper is its own. They do different things at different detail: "
            "MAESTRO and Timeloop estimate, STONNE and\nSCALE-Sim execute every cycle, and no tool reads the same "
            "input.\n\n"
            + table(["tool", "does", "takes"], theirs) + "\n"
            + table(["Counterpoint", "takes"], [list(each) for each in ours]))


def analysis_section(results):
    rows = []
    for row in results["analysis"]:
        cells = [figure(row[kind][key]) for kind in ("counts", "counts_and_time")
                 for key in ("median_us", "most_us")]
        rows.append([f"{row['network']}, {row['dataflow']}", *cells])
    thousand = results["thousand_layers"]
    return ("## Analysis\n\nµs a layer on `edge_256`, after reading (Google Benchmark): the median and the slowest of the "
            "layers.\n\n"
            + table(["", "counts: median", "slowest", "counts and time: median", "slowest"], rows)
            + f"\nA process that reads and analyses {count(thousand['layers'])} layers takes "
            f"{seconds(thousand['seconds'])} s and {thousand['megabytes']:.0f} MB.\n")


SIMULATED = ["", "phases", "executed", "s", "G MACs/s", "in full: s", "M phases/s", "G MACs/s", "MB"]


def simulated_row(name, row):
    fast, full = row["fast"], row["full"]
    return [name, count(row["phases"]), count(row["executed"]), seconds(fast["seconds"]),
            billions(row["macs"], fast["seconds"]), seconds(full["seconds"]),
            millions(row["phases"], full["seconds"]), billions(row["macs"], full["seconds"]),
            f"{max(fast['megabytes'], full['megabytes']):.0f}"]


def simulation_section(results):
    rows = [simulated_row(row["name"], row) for row in results["products"]]
    names = {"vgg16": "VGG-16", "resnet50": "ResNet-50"}
    hardware = {"ideal": "ideal", "real": "DRAM, banks, trees"}
    rows += [simulated_row(f"{names[row['network']]}, {hardware[row['hardware']]}, {row['dataflow']}", row)
             for row in results["networks"]]
    values = [[row["name"], count(row["phases"]), seconds(row["full"]["seconds"]),
               millions(row["macs"], row["full"]["seconds"])] for row in results["values"]]
    return ("## Simulation\n\n" + table(SIMULATED, rows)
            + "\nWith values (`--functional`), which see every phase:\n\n"
            + table(["", "phases", "s", "million MACs/s"], values))


def nanoseconds_a_phase(row, start):
    return 1e9 * (row["full"]["seconds"] - start) / row["phases"]


def bounds_section(results):
    kernel, start = results["kernel"], results["start"]["seconds"]
    alone, together = kernel["event_alone_in_its_cycle"], kernel["two_events_in_each_cycle"]
    (_, (low, high)), (_, (timed_low, timed_high)) = peers.SYSTEMC_NS.items()
    survey = (f"(A survey on a machine of the same kind: {low}–{high} ns for a method that is run, "
              f"{timed_low}–{timed_high} ns for a notification\nfor a later time.)")
    measured = [next(row for row in results["products"] if row["kind"] == "array")]
    measured += sorted((row for row in results["networks"] if row["network"] == "vgg16"),
                       key=lambda row: (row["hardware"], -row["phases"]))
    rows = []
    for row in measured:
        takes = nanoseconds_a_phase(row, start)
        name = row["name"] or (f"VGG-16, {'ideal' if row['hardware'] == 'ideal' else 'DRAM, banks, trees'}, "
                               f"{row['dataflow']}")
        rows.append([name, f"{2 * together:.0f}–{2 * alone:.0f}", figure(takes),
                     figure(takes / (2 * alone))])
    heads = ["in full", "bound, ns a phase", "measured, ns a phase", "times the bound"]
    return BOUNDS.format(alone=alone, together=together, survey=survey, table=table(heads, rows).rstrip())


def growth_plot(results):
    """The plot of GROWTH, as SVG."""
    def line(rows, key, of):
        return [(row[key], row[of]) for row in rows]
    dimensions = results["dimensions"]
    left = [("executed", line([row for row in dimensions if row["dimension"] == name], "size",
                              "executed")) for name in "MNK"]
    left.append(("in full", line([row for row in dimensions if row["dimension"] == "M"], "size", "phases")))
    sizes = sorted({row["size"] for row in dimensions})
    panels = [Panel("M, N or K grows", "its size", left, marks=sizes[::2])]
    for title, key, rows in (("the nest deepens", "loops", results["depths"]),
                             ("edges become irregular", "ragged", results["edges"])):
        panels.append(Panel(title, {"loops": "loops", "ragged": "loops with a shorter last piece"}[key],
                            [("executed", line(rows, key, "executed")),
                             ("in full", line(rows, key, "phases"))],
                            x_logarithmic=False, marks=[row[key] for row in rows]))
    return plot("Phases that are executed with fast-forward, and in full", panels)


def growth_rows(rows, key):
    return [[f"{row.get('dimension', '')} {count(row[key])}".strip(), count(row["phases"]),
             count(row["executed"]), seconds(row["fast"]["seconds"]),
             seconds(row["full"]["seconds"]) if "full" in row else "–"] for row in rows]


def growth_section(results):
    slopes = []
    for name in "MNK":
        rows = [row for row in results["dimensions"] if row["dimension"] == name]
        slopes.append(f"{targets.slope([(row['size'], row['executed']) for row in rows]):.2f} for {name}")
    sentence = (f"The slopes of\nthe left panel (0: does not grow, 1: in proportion) are {', '.join(slopes)}; "
                "in full they are 1.")
    heads = ["phases", "executed", "s", "in full: s"]
    return (GROWTH.format(slopes=sentence)
            + "\n" + table(["size", *heads], growth_rows(results["dimensions"], "size"))
            + "\n" + table(["loops", *heads], growth_rows(results["depths"], "loops"))
            + "\n" + table(["loops with a shorter last piece", *heads],
                           growth_rows(results["edges"], "ragged")))


def pe_section(results):
    rows = []
    for row in results["pe_counts"]:
        cells = [count(row["pes"])]
        for kind in ("ideal", "real"):
            cells += [count(row[kind]["phases"]), seconds(row[kind]["full"]["seconds"]),
                      f"{row[kind]['full']['megabytes']:.1f}"]
        rows.append(cells)
    return ("## Memory and time by number of PEs\n\nA product of 1,024 × 1,024 × 1,024 on `cloud_16384` with so many PEs, "
            "weight-stationary, in full; on the right with\ntrees and PEs out of lockstep.\n\n"
            + table(["PEs", "phases", "s", "MB", "trees: phases", "s", "MB"], rows))


def layers_section(results):
    rows = []
    for row in results["layers_and_cores"]:
        alone = next(each for each in results["layers_and_cores"]
                     if each["layers"] == row["layers"] and each["cores"] == 1)
        rows.append([count(row["layers"]), str(row["cores"]), count(row["phases"]),
                     seconds(row["seconds"]), figure(1e3 * row["seconds"] / row["layers"]),
                     f"{alone['seconds'] / row['seconds']:.2f}"])
    return ("## Time by number of layers and cores\n\nConvolutions of the sizes of residual networks on `edge_256`, "
            "`nvdla_like`, in full.\n\n"
            + table(["layers", "cores", "phases", "s", "ms a layer", "speed-up"], rows))


def memories_section(results):
    dram = [[f"{row['standard']}, {row['pattern']}" + ("" if row["coalescing"] else ", burst by burst"),
             count(row["requests"]), seconds(row["seconds"]), millions(row["requests"], row["seconds"]),
             f"{row['megabytes']:.0f}"] for row in results["dram"]]
    noc = [[f"{row['load']:.2f}", "yes" if row["speculative"] else "no",
            figure(row["router_cycles_per_second"] / 1e6)] for row in results["noc"]]
    return ("## DRAM and NoC\n\n`counterpoint dram`, one process:\n\n"
            + table(["", "requests", "s", "million requests/s", "MB"], dram)
            + "\nA mesh of 8 × 8 routers under uniform traffic (Google Benchmark):\n\n"
            + table(["flits a node and cycle", "speculative", "million router-cycles/s"], noc))


SEARCH = """## Search

`counterpoint explore` over designs of VGG-16's second convolution with tiles in L2 and in L1
([space](../tests/benchmarks/search/space.yaml), [design](../tests/benchmarks/search/design.yaml)), a whole process with two threads. The
spaces differ in the step between numbers of PEs. "MB" is the most that was resident.

{sizes}
Ranks are processes that `mpirun` starts, with a thread each:

{ranks}"""


def search_section(results):
    rows = [[count(row["designs"]), count(row["evaluated"]), count(row["front"]), seconds(row["seconds"]),
             millions(row["searched"], row["seconds"]), millions(row["evaluated"], row["seconds"]),
             f"{row['megabytes']:.1f}"] for row in results["search"]]
    alone = results["ranks"][0]["seconds"]
    ranks = [[str(row["ranks"]), count(row["designs"]), seconds(row["seconds"]), f"{alone / row['seconds']:.2f}",
              f"{row['megabytes']:.1f}"] for row in results["ranks"]]
    heads = ["designs", "evaluated", "on the front", "s", "million searched/s", "million evaluated/s", "MB"]
    return SEARCH.format(sizes=table(heads, rows),
                         ranks=table(["ranks", "designs", "s", "speed-up", "MB of the largest process"], ranks))


def page(results):
    """The text of docs/performance.md."""
    sections = (targets_section, peers_section, analysis_section, simulation_section, bounds_section,
                growth_section, pe_section, layers_section, memories_section, search_section)
    return "\n".join([INTRODUCTION.format(machine=machine_table(results)),
                      *(section(results) for section in sections)])
