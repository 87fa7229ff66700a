"""Designs that are measured and not shipped."""

DATAFLOWS = ("input_stationary", "nvdla_like", "output_stationary", "row_stationary",
             "weight_stationary")
TREES = ("--set", "hardware.memories.L1.fill.network={topology: tree}",
         "--set", "hardware.memories.L1.drain.network={topology: tree}")
# What tpu_like_256 can have beyond its systolic networks and PEs out of lockstep.
REAL_MEMORIES = ("--set", "hardware.memories.DRAM.dram={standard: DDR4-2400}",
                 "--set", "hardware.memories.L2.banks={count: 8, bytes_per_cycle: 16}")

ARRAY = """hardware:
  name: array_16x16
  memories:
    - {name: DRAM}
    - {name: L2, fill: {bytes_per_cycle: 64}, drain: {bytes_per_cycle: 64}}
    - {name: L1, slots: 4, fill: {bytes_per_cycle: 32, latency: 2},
       drain: {bytes_per_cycle: 32, latency: 2}}
  pe: {count: 256}
"""


def shipped(network, device, dataflow):
    return [f"workloads/networks/{network}.yaml", f"hw/devices/{device}.yaml",
            f"mapping/dataflows/{dataflow}.yaml"]


def workload(layers):
    return ("workload:\n  name: made_up\n  layers:\n"
            + "".join(f"    - {{name: {name}, type: {kind}, dimensions: {{{dimensions}}}}}\n"
                      for name, kind, dimensions in layers))


def product(m, n, k, times=1):
    """The workload of one matrix product, or of the same one several times."""
    return workload([(f"gemm{i + 1}", "GEMM", f"M: {m}, N: {n}, K: {k}") for i in range(times)])


def on_array(m, n, k, loops):
    """A product on 16 x 16 PEs, each with a MAC a phase; `loops` are (dimension, tile), outermost
    first."""
    store = "{store: [Weight, Input, Output], in: %s}"
    nodes = [store % "L2", *(f"{{temporal: {dimension}, tile: {tile}}}" for dimension, tile in loops),
             "{spatial: M, tile: 1, units: 16}", "{spatial: N, tile: 1, units: 16}",
             "{temporal: K, tile: 1}", store % "L1"]
    return product(m, n, k) + ARRAY + "mapping:\n  nodes:\n" + "".join(
        f"    - {node}\n" for node in nodes)


def plain(m, n, k):
    return on_array(m, n, k, [("M", 16), ("N", 16)])


SEARCHED = "tests/benchmarks/search"
PE_COUNTS = "from: 8, to: 264, step: 8"  # in its space


def space(text, step, most=264):
    """The space of SEARCHED with other numbers of PEs, and so with more designs or fewer."""
    assert PE_COUNTS in text
    return text.replace(PE_COUNTS, f"from: 8, to: {most}, step: {step}")


TRIPS = 8  # of every loop of a nest


def nest(depth, sizes=None):
    """So many loops of 8 trips in turn over N and M around a product of 16 x 16 x 1, or the same loops
    for other (M, N)."""
    loops, tiles = [], {"N": 16, "M": 16}
    for i in range(depth):
        dimension = "NM"[i % 2]
        loops.insert(0, (dimension, tiles[dimension]))
        tiles[dimension] *= TRIPS
    m, n = sizes or (tiles["M"], tiles["N"])
    return on_array(m, n, 1, loops)


# Three loops each over M and N. A size that leaves a remainder at the outermost of them, the outer
# two, all three: one to three loops with a shorter last piece.
RAGGED = (8192, 8064, 8048, 8047)


def ragged(loops):
    """Sizes (M, N) with so many of six loops that have a shorter last piece."""
    return RAGGED[(loops + 1) // 2], RAGGED[loops // 2]


def many_layers(count):
    """A network of so many convolutions, of the sizes that residual networks have."""
    layers = []
    for i in range(count):
        k, c, pixels = 64 << (i % 4), 64 << (i // 4 % 4), 7 << (i // 16 % 4)
        kernel = 1 + 2 * (i // 64 % 2)
        layers.append((f"layer{i + 1}", "CONV2D",
                       f"N: 1, K: {k}, C: {c}, P: {pixels}, Q: {pixels}, R: {kernel}, S: {kernel}"))
    return workload(layers)
