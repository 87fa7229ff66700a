"""Times whole processes of counterpoint; called by scripts/bench."""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

BINARY = "build/release/counterpoint"
GEMM = """
workload: {name: gemm_256, layers: [{name: gemm, type: GEMM, dimensions: {M: 256, N: 256, K: 256}}]}
hardware:
  name: array_16x16
  memories:
    - {name: DRAM}
    - {name: L2, fill: {bytes_per_cycle: 64}, drain: {bytes_per_cycle: 64}}
    - {name: L1, slots: 4, fill: {bytes_per_cycle: 32, latency: 2},
       drain: {bytes_per_cycle: 32, latency: 2}}
  pe: {count: 256}
mapping:
  nodes:
    - {store: [Weight, Input, Output], in: L2}
    - {temporal: M, tile: 16}
    - {temporal: N, tile: 16}
    - {spatial: M, tile: 1, units: 16}
    - {spatial: N, tile: 1, units: 16}
    - {temporal: K, tile: 1}
    - {store: [Weight, Input, Output], in: L1}
"""
# Layers, and dataflows that do few MACs a phase with them.
VALUES = (
    ("resnet50", "conv5_2_3x3", "nvdla_like"),
    ("resnet50", "fc", "nvdla_like"),
    ("mobilenet_v2", "bottleneck2_depthwise", "nvdla_like"),
)

# What the edge device may have beyond ideal memories.
REAL_MEMORIES = ("--set", "hardware.memories.DRAM.dram={standard: DDR4-2400}",
                 "--set", "hardware.memories.L2.banks={count: 8, bytes_per_cycle: 8}")


def run(*arguments):
    """Seconds, resident megabytes (of the largest process) and standard output."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen([BINARY, *arguments], stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        if status != 0:
            raise SystemExit(f"{' '.join(arguments)} failed")
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, output.read()


def shipped(network, device, dataflow):
    return (f"workloads/networks/{network}.yaml", f"hw/devices/{device}.yaml",
            f"mapping/dataflows/{dataflow}.yaml")


def analysis():
    print(f"{'analyze, process over ResNet-50, edge_256':44} {'ms':>7} {'MB':>6}")
    for dataflow in sorted(pathlib.Path("mapping/dataflows").glob("*.yaml")):
        runs = [run("analyze", *shipped("resnet50", "edge_256", dataflow.stem)) for _ in range(20)]
        print(f"{dataflow.stem:44} {statistics.median(r[0] for r in runs) * 1e3:7.1f} "
              f"{max(r[1] for r in runs):6.1f}")


def simulation(name, *arguments, times=5):
    runs = [run("simulate", *arguments, "--jobs", "1", "--format", "json") for _ in range(times)]
    seconds = statistics.median(r[0] for r in runs)
    result = json.loads(runs[0][2])
    phases = sum(max(layer["phases"].values()) for layer in result["layers"])
    macs = result["total"]["macs"]
    print(f"{name:44} {seconds:8.2f} {phases:11,} {phases / seconds / 1e6:10.2f} "
          f"{macs / seconds / 1e6:11.0f} {max(r[1] for r in runs):6.1f}")


def dram(name, *arguments, times=3):
    runs = [run("dram", *arguments, "--format", "json") for _ in range(times)]
    seconds = statistics.median(r[0] for r in runs)
    requests = json.loads(runs[0][2])["requests"]
    print(f"{name:44} {seconds:8.2f} {requests:11,} {requests / seconds / 1e6:12.2f} "
          f"{max(r[1] for r in runs):6.1f}")


def memories():
    print(f"\n{'dram, one process':44} {'s':>8} {'requests':>11} {'M requests/s':>12} {'MB':>6}")
    for standard in ("DDR4-2400", "LPDDR4-3200", "HBM2"):
        for pattern, requests in (("sequential", 10_000_000), ("random", 1_000_000),
                                  ("mix:50", 1_000_000)):
            dram(f"{standard}, {pattern}", "--standard", standard, "--pattern", pattern,
                 "--requests", str(requests))
    dram("DDR4-2400, sequential, burst by burst", "--standard", "DDR4-2400", "--pattern",
         "sequential", "--requests", "1000000", "--no-coalescing")


def main():
    analysis()
    print(f"\n{'simulate, one process at a time':44} {'s':>8} {'phases':>11} {'M phases/s':>10} "
          f"{'M MACs/s':>11} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        gemm = pathlib.Path(folder, "gemm.yaml")
        gemm.write_text(GEMM)
        simulation("256 x 256 x 256 on 16 x 16 PEs", str(gemm))
        simulation("the same with values", str(gemm), "--functional", times=3)
    for network, layer, dataflow in VALUES:
        simulation(f"{layer}, {dataflow}, values", *shipped(network, "edge_256", dataflow),
                   "--layer", layer, "--functional", times=3)
    for network in ("resnet50", "vgg16"):
        for dataflow in ("weight_stationary", "nvdla_like", "input_stationary"):
            simulation(f"{network}, edge_256, {dataflow}",
                       *shipped(network, "edge_256", dataflow), times=3)
    for dataflow in ("weight_stationary", "nvdla_like"):
        simulation(f"resnet50, DDR4, banks, {dataflow}",
                   *shipped("resnet50", "edge_256", dataflow), *REAL_MEMORIES, times=3)
    simulation("vgg16, cloud_16384 (16,384 PEs), weight_stat.",
               *shipped("vgg16", "cloud_16384", "weight_stationary"), times=3)
    memories()


if __name__ == "__main__":
    main()
