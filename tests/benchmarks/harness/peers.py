"""What other tools take, as measured with them on a machine of the same kind (two cores of a virtual
Intel Xeon), but not on the same day nor by this harness. MAESTRO's paper says the last one."""

# Tool, what it does, its figure.
FIGURES = (
    ("MAESTRO (cost model, -O2)", "a layer", "106–739 µs; a process 5 ms"),
    ("Timeloop (model)", "a process, one mapping", "50–260 ms"),
    ("Timeloop (mapper)", "valid mappings a second", "about 100–2,300"),
    ("STONNE, TPU 16 × 16", "256³ product", "9.3 s, 1.8 million MACs a second"),
    ("STONNE, MAERI 256", "64 × 64 × 256 product", "4.1 s, 0.26 million MACs a second"),
    ("SCALE-Sim, output-stationary 32 × 32", "AlexNet conv3", "15.5 s, about 7 million MACs a second"),
    ("DRAMSys", "a request", "1.8–4.8 µs"),
    ("BookSim 2", "a router and cycle", "0.7–1.3 µs"),
    ("MAESTRO's paper", "designs searched a second", "0.17 million"),
)
STONNE_MACS_PER_SECOND = 1.8e6
# The search of MAESTRO's paper, by its abstract (Kwon et al., MICRO 2019).
MAESTRO_SEARCH = {"searched": 480e6, "valid": 2.5e6, "a_second": 0.17e6}
# Nanoseconds of the same kernel, SystemC 2.3.4 of Debian, in a survey of its costs on that machine.
SYSTEMC_NS = {"an SC_METHOD that is run": (6, 80), "a notification for a later time": (80, 250)}
