"""The sentences of docs/maestro-experiment.md; report.py puts the figures in."""

INTRODUCTION = """# MAESTRO's search, repeated

MAESTRO's paper (Kwon et al., MICRO 2019) searches designs of accelerators for layers of VGG-16 within 16 mm² and 450 mW, and
its abstract says: 480 million designs searched, 2.5 million of them valid, 0.17 million designs a second on average.
This page does the same kind of search with `counterpoint explore`: {designs} designs, {valid} of them valid, in {seconds} s on two
cores, {times} times as many a second. Then it does what the paper does not: the best designs are simulated, with their
DRAM and their banks, and it turns out where the estimate may be trusted with the choice and where not.

```sh
scripts/maestro_experiment
```

runs all of it, {minutes} minutes of processor time that two idle cores share, nearly all of it for simulations. It writes this
page, its pictures, every figure and an HTML report of each search into `build/maestro_experiment`. With `--page` they
go into `docs/`, where this page comes from ([its figures](maestro-experiment.json)). A test searches all designs again
and compares counts and fronts with what stands here, and two of the simulations.

{machine}
"""

SPACE = """## What is searched

Two layers of VGG-16: the second convolution as an early one, wide and with few channels, the eleventh as a late one, small and
with many. Two dataflows that MAESTRO ships, written as [native mappings](formats.md) so that tiles can be axes, too:

- **KC-P** ([kc_partitioned.yaml](../explore/spaces/maestro/kc_partitioned.yaml)), as in NVDLA: a cluster of PEs takes
  channels, clusters take filters, weights stay in the PEs.
- **YR-P** ([yr_partitioned.yaml](../explore/spaces/maestro/yr_partitioned.yaml)), row-stationary as in Eyeriss: a
  cluster of three PEs takes the rows of a filter, clusters take output rows.

Each has one space for both layers ([KC-P](../explore/spaces/maestro/kc_partitioned_space.yaml),
[YR-P](../explore/spaces/maestro/yr_partitioned_space.yaml)), around [one chip](../explore/spaces/maestro/chip.yaml):

{axes}
Valid is what holds its tiles twice (double buffering), and keeps to {area} mm² and {power} mW by
[MAESTRO's costs](explore.md#objectives). Cycles are those of [`--timing maestro`](timings.md#maestro). All fronts are exact:
nothing is sampled.
"""

RATES = """## How fast

{table}
Seconds and MB are of the whole process, from reading its files to its front in JSON: the median and the most of {runs} runs.

What counts as searched? Every design of the space, here as there, whatever became of it. Most are *pruned*: settled without
a look at the design itself, because its structure cannot be mapped, its tiles do not fit, or all larger memories are
beyond a limit, too. The others are *evaluated*: cycles, energy, area and power of that very design. So there are several
rates:

{rates}
MAESTRO's are those of its abstract and what follows from them: {lasted} minutes in all. They are of another machine, of 2019,
and of a space that we do not know, and a rate of searching says as much about what can be pruned as about the tool. But
even the designs evaluated here in a second are {least} times those that MAESTRO searches. What does it: designs of one structure
share one analysis ([how](design.md#the-search-over-designs)), so that all time divided by the designs evaluated makes
{nanoseconds} ns; MAESTRO's analysis of a single layer takes [106 µs or more](performance.md#beside-other-tools).
"""

FRONTS = """## The fronts

![Energy over throughput of both layers and dataflows](images/maestro_experiment_fronts.svg)

Of each search the design with the highest throughput, the one with the least product of energy and cycles (EDP, in mJ times
million cycles) and the one with the least energy, all by estimate, and what they take in simulation:

{table}
Tiles are, {names}. SRAM is L2 and all L1 together.

From the throughput-optimised design of each search to the energy-optimised one, which is how MAESTRO's paper compares the two:

{tradeoffs}
Energy is bought with SRAM in the PEs: with several filters and channels in each, what is read from L2 is used more often, and an
access of L2 costs eleven times one of L1. In the KC-P designs of least energy eight clusters with four filters each cover
a tile of 32 filters in L2 at once. More PEs would have nothing to do in it, and a tile of 64 would take 128 of them,
whose arbiters are beyond {area} mm². The YR-P design of the early layer keeps the sums of all 64 filters in L2, so that inputs are
read once; with {power} mW for everything that leaves a few rows and as many clusters. The late layer has {rows} output rows, so YR-P keeps
no more than {most} PEs busy; what others would take goes into L1, and the least energy comes at the highest
throughput. Elsewhere EDP is best near the throughput-optimised end.
"""

CHECK = """## The {best} best, simulated

`--verify {best}` simulates the {best} designs that are best by estimated cycles, of designs that take the same the one of the
lowest number, with LPDDR4-3200, eight single-ported banks in L2 and all else the files say:

![Estimated and simulated cycles of the best designs of each search](images/maestro_experiment_best.svg)

{table}
Regret is how much longer the design takes that the estimate puts first than the best of the {best}. Where do the cycles
come from? `counterpoint validate` takes designs apart ([how](validation.md)): "ideal" is what the shortcut leaves out of
ideal hardware, then follow the mechanisms that the hardware has beyond it. Beside them, how much of the fill and the drain
network of L1 is in use while the PEs compute, and the cycles that sums from L1 waited for banks of L2, most of them behind
computation:

{causes}
{words}
All {best} of each search:

{all}"""

WORDS = """What it shows:

- **A search finds the blind spots of its model.** Designs that it likes most are not typical ones: they are those for which
  the estimate is best, and an estimate is best where it leaves most out. For {worst} its order is worth less than none.
- **Sums in banks** are what the estimate knows nothing of, and where it fails most. A sum that arrives in L2 is added to the
  one that is there, which takes two accesses of the same single-ported bank. The first YR-P design of the early layer has {drain}
  of its drain network in use while it computes. That is enough on paper, and not where each sum takes its bank
  twice. The first one of the late layer uses {late_drain}, but sends the sums of {rows} rows in every phase of three cycles: so
  many words in eight banks, to be read and written. The designs that hold their estimate send fewer sums, since a PE adds up
  several channels, or send them in longer phases, or have a wider network.
- **Pieces that are not alike.** A fill runs while the phase *before* is computed, and the estimate sets it against its own. Pieces
  of 16 columns leave one of 8 of a width of 56, and the fill with new weights that follows it takes longer than 8 columns do: this
  is most of what the first KC-P design of the early layer loses. It needs no mechanism at all: the exact timing has
  it (`exact` in the front of every search, or `--timing exact`), and so has the simulation of ideal hardware.
- **Ties.** The {best} best of the late layer with YR-P are {tie} cycles apart by estimate, of eleven million. An order of such designs
  means nothing, and yet one of them has to be taken: the check says which ones not.
- **DRAM** adds next to nothing: these tiles leave it time. That is the luck of these spaces and not a property of searches;
  neither cycles nor energies of DRAM count in MAESTRO's estimate, so nothing would have kept a design from needing more.

Energy, area and power are not simulated. They follow from counts, on which both models agree to the last access.
"""

DIFFERENCES = """## What is different from MAESTRO's experiment

- **The space.** Known to us are the four parameters (PEs, L1, L2, bandwidth of the network on the chip), the limits, the two
  dataflows and that one layer is early and one late; the ranges and steps are not, nor is the code of the search in the public
  source. So the number of designs is chosen to be alike, the share of valid ones ({share} here, {their_share} there) is not
  comparable, and designs cannot be compared one by one.
- **Tiles.** Here they are axes and L2 has tiles of its own; in MAESTRO the mapping is given, L2 holds one step of its
  outermost loops, and a design is four numbers.
- **Costs.** Areas and powers are those of MAESTRO's source as [explore.md](explore.md#objectives) states them, which is not
  necessarily what its paper used: another version of the same file (commit 507948d) has 4,471 µm² for a MAC in place of 283, and 70 µm² for a
  byte of L1 in place of 0.1. With today's, {area} mm² is a limit on arbiters, which grow with the square of the PEs under them,
  and {power} mW one on SRAM. Fill and drain are two networks here, with a bus and an arbiter each; MAESTRO has one, and a
  small power for it that its source calls preliminary, which is left out. Energies of DRAM are in neither. Nothing of it is
  measured on silicon, so the fronts say how designs compare under these costs and no more.
- **Cycles** leave out what [timings.md](timings.md#maestro) lists. They are our reading of MAESTRO's formula on our exact counts,
  not the output of MAESTRO.
- **The chip** has two channels of LPDDR4-3200 and banks for the simulation. The paper simulates none of its designs.
"""
