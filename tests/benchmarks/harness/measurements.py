"""What is measured: each function answers one question with JSON."""

import os
import pathlib
import tempfile

from harness import designs

GEMM_256 = (256, 256, 256)
SEVERAL = 32  # products in one process, so that starting it does not count


class Measurements:
    """All questions, of one build. `bench` runs the programs."""

    def __init__(self, bench):
        self.bench = bench
        self.folder = tempfile.TemporaryDirectory()

    def file(self, name, text):
        path = pathlib.Path(self.folder.name, name + ".yaml")
        path.write_text(text, encoding="utf-8")
        return path

    def simulated(self, name, *arguments, modes=("fast", "full"), most=5):
        """A design with and without fast-forward, on one core."""
        result = {"name": name}
        for mode in modes:
            options = [] if mode == "fast" else ["--no-fast-forward"]
            summary, report = self.bench.measured("simulate", *arguments, "--jobs", "1", *options,
                                                  most=most)
            phases = sum(list(layer["phases"].values())[-1] for layer in report["layers"])
            result |= {"phases": phases, "macs": report["total"]["macs"]}
            if mode == "fast":
                skipped = report["total"]["fast_forward"]
                result["executed"] = phases - skipped["phases_skipped"]
            result[mode] = summary
        return result

    def analysis(self):
        """Of each network and dataflow the times of a layer, for counts, and for counts and time."""
        rows = {}
        for each in self.bench.google_benchmark("analysis_benchmark"):
            kind, network, dataflow = each["run_name"].split("/")
            rows.setdefault((network, dataflow), {})[kind] = {
                "median_us": each["median_us"], "most_us": each["max_us"]}
        return [{"network": network, "dataflow": dataflow, **times}
                for (network, dataflow), times in rows.items()]

    def thousand_layers(self):
        """A whole process that reads and analyses them, and writes a table."""
        files = [self.file("thousand_layers", designs.many_layers(1000)), "hw/devices/edge_256.yaml",
                 "mapping/dataflows/weight_stationary.yaml"]
        return {"layers": 1000, **self.bench.taken("analyze", *files, most=20)[0]}

    def networks(self):
        """VGG-16 and ResNet-50 whole, by every shipped dataflow."""
        rows = []
        for network in ("vgg16", "resnet50"):
            for dataflow in designs.DATAFLOWS:
                for hardware, device, options in (("ideal", "edge_256", ()),
                                                  ("real", "edge_256_ddr4", designs.TREES)):
                    rows.append({"network": network, "dataflow": dataflow, "hardware": hardware}
                                | self.simulated("", *designs.shipped(network, device, dataflow),
                                                 *options, most=3))
        return rows

    def products(self):
        """Matrix products: 256 x 256 x 256 and 10,000 x 10,000 x 10,000."""
        small = self.file("gemm_256", designs.product(*GEMM_256))
        several = self.file("gemm_256_several", designs.product(*GEMM_256, times=SEVERAL))
        large = self.file("gemm_10000", designs.product(10_000, 10_000, 10_000))
        rows = [{"kind": "array"} | self.simulated(
            "256³, 16 × 16 PEs, a MAC of each a phase", self.file("plain", designs.plain(*GEMM_256)))]
        for dataflow in designs.DATAFLOWS:
            files = ["hw/devices/tpu_like_256.yaml", f"mapping/dataflows/{dataflow}.yaml"]
            rows.append({"kind": "tpu", "dataflow": dataflow} | self.simulated(
                f"256³ {SEVERAL} times, `tpu_like_256`, {dataflow}", several, *files))
            rows.append({"kind": "tpu alone", "dataflow": dataflow} | self.simulated(
                f"256³, `tpu_like_256`, {dataflow}", small, *files, most=15))
            rows.append({"kind": "tpu with memories", "dataflow": dataflow} | self.simulated(
                f"256³ {SEVERAL} times, with DDR4-2400 and banks, {dataflow}", several, *files,
                *designs.REAL_MEMORIES))
        for dataflow in designs.DATAFLOWS:
            files = ["hw/devices/cloud_16384.yaml", f"mapping/dataflows/{dataflow}.yaml"]
            rows.append({"kind": "cloud", "dataflow": dataflow} | self.simulated(
                f"10,000³, `cloud_16384`, {dataflow}", large, *files, most=3))
        return rows

    def values(self):
        """With real values, which see every phase."""
        rows = [self.simulated("256³, 16 × 16 PEs",
                               self.file("plain", designs.plain(*GEMM_256)), "--functional",
                               modes=("full",))]
        for network, layer in (("resnet50", "conv5_2_3x3"), ("resnet50", "fc"),
                               ("mobilenet_v2", "bottleneck2_depthwise")):
            rows.append(self.simulated(f"{layer} of {network}, nvdla_like",
                                       *designs.shipped(network, "edge_256", "nvdla_like"),
                                       "--layer", layer, "--functional", modes=("full",), most=3))
        return rows

    def start(self):
        """What a process takes that simulates a single MAC."""
        files = [self.file("one_mac", designs.product(1, 1, 1)), "hw/devices/tpu_like_256.yaml",
                 "mapping/dataflows/weight_stationary.yaml"]
        return self.bench.measured("simulate", *files, "--jobs", "1", most=15)[0]

    def kernel(self):
        """Nanoseconds that the SystemC kernel takes for an event, on this machine."""
        return {each["run_name"]: 1e9 / each["items_per_second"]
                for each in self.bench.google_benchmark("kernel_benchmark")}

    def dimensions(self):
        """The same mapping of a product with one dimension growing."""
        rows = []
        most_full = 2**18 if self.bench.quick else 2**22  # phases
        for i, dimension in enumerate("MNK"):
            for exponent in range(8, 21, 4 if self.bench.quick else 2):
                sizes = list(GEMM_256)
                sizes[i] = 2**exponent
                phases = (sizes[0] // 16) * (sizes[1] // 16) * sizes[2]
                modes = ("fast", "full") if phases <= most_full else ("fast",)
                rows.append({"dimension": dimension, "size": sizes[i]} | self.simulated(
                    "", self.file(f"{dimension}{exponent}", designs.plain(*sizes)), modes=modes,
                    most=3))
        return rows

    def depths(self):
        """Nests of more and more loops of the same length."""
        deepest = 5 if self.bench.quick else 7
        return [{"loops": depth} | self.simulated(
            "", self.file(f"nest{depth}", designs.nest(depth)), most=3)
            for depth in range(1, deepest + 1)]

    def edges(self):
        """Six loops, of which more and more have a last piece that is shorter."""
        return [{"ragged": loops} | self.simulated(
            "", self.file(f"ragged{loops}", designs.nest(6, designs.ragged(loops))), most=3)
            for loops in range(0, 7, 3 if self.bench.quick else 1)]

    def pe_counts(self):
        """One product on more and more PEs."""
        product = self.file("gemm_1024", designs.product(1024, 1024, 1024))
        rows = []
        for count in (64, 256, 1024, 4096, 16384):
            files = [product, "hw/devices/cloud_16384.yaml", "mapping/dataflows/weight_stationary.yaml",
                     "--set", f"hardware.pe.count={count}"]
            real = ["--set", "hardware.pe.synchronisation=decoupled", *designs.TREES]
            rows.append({"pes": count, "ideal": self.simulated("", *files, most=3),
                         "real": self.simulated("", *files, *real, most=3)})
        return rows

    def layers_and_cores(self):
        """Networks of more and more layers, every phase executed, on one core and on all."""
        rows = []
        cores = sorted({1, 2, os.cpu_count() or 1})
        for count in (16, 64) if self.bench.quick else (16, 64, 256):
            files = [self.file(f"layers{count}", designs.many_layers(count)),
                     "hw/devices/edge_256.yaml", "mapping/dataflows/nvdla_like.yaml"]
            for jobs in cores:
                summary, report = self.bench.measured("simulate", *files, "--no-fast-forward",
                                                      "--jobs", str(jobs), most=3)
                phases = sum(layer["phases"]["L1"] for layer in report["layers"])
                rows.append({"layers": count, "cores": jobs, "phases": phases, **summary})
        return rows

    def dram(self):
        """Requests a second of the DRAM alone."""
        rows = []
        share = 20 if self.bench.quick else 1
        for standard in ("DDR4-2400", "LPDDR4-3200", "HBM2"):
            for pattern, requests in (("sequential", 10_000_000), ("random", 1_000_000),
                                      ("mix:50", 1_000_000)):
                rows.append(self.requests(standard, pattern, requests // share))
        rows.append(self.requests("DDR4-2400", "sequential", 1_000_000 // share, "--no-coalescing"))
        return rows

    def requests(self, standard, pattern, requests, *options):
        summary, _ = self.bench.measured("dram", "--standard", standard, "--pattern", pattern,
                                         "--requests", str(requests), *options, most=3)
        return {"standard": standard, "pattern": pattern, "requests": requests,
                "coalescing": not options, **summary}

    def space(self, *numbers_of_pes):
        """The files of a search; see designs.space()."""
        text = pathlib.Path(designs.SEARCHED, "space.yaml").read_text(encoding="utf-8")
        return [self.file(f"space{numbers_of_pes}", designs.space(text, *numbers_of_pes)), "workloads/networks/vgg16.yaml",
                f"{designs.SEARCHED}/design.yaml", "--layer", "conv1_2"]

    def search(self):
        """Spaces of more and more designs of VGG-16's second convolution, on two threads."""
        rows = []
        for step in (128, 32, 8) if self.bench.quick else (128, 32, 8, 2):
            summary, report = self.bench.measured("explore", *self.space(step), "--threads", "2")
            rows.append({"front": len(report["front"]), **summary}
                        | {key: report[key] for key in ("designs", "searched", "evaluated", "valid")})
        return rows

    def ranks(self):
        """One of 7.6 billion, so that starting counts for little, by one process that mpirun starts and by two, with a
        thread each."""
        rows = []
        numbers_of_pes = (8,) if self.bench.quick else (1, 520)
        for ranks in (1, 2):
            summary, report = self.bench.measured("explore", *self.space(*numbers_of_pes), "--threads", "1", ranks=ranks)
            rows.append({"ranks": ranks, "designs": report["designs"], **summary})
        return rows

    def noc(self):
        """Router-cycles a second of a mesh of 8 x 8 under uniform traffic."""
        rows = []
        for each in self.bench.google_benchmark("mesh_benchmark"):
            _, load, speculative = each["run_name"].split("/")
            rows.append({"load": int(load.split(":")[1]) / 100,
                         "speculative": speculative.endswith("1"),
                         "router_cycles_per_second": each["items_per_second"]})
        return rows


QUESTIONS = ("start", "analysis", "thousand_layers", "products", "networks", "values", "kernel",
             "dimensions", "depths", "edges", "pe_counts", "layers_and_cores", "dram", "noc", "search", "ranks")


def all_of(bench, report):
    """Asks every question; `report` is told which."""
    measurements = Measurements(bench)
    results = {}
    for question in QUESTIONS:
        report(question)
        results[question] = getattr(measurements, question)()
    return results
