"""Times whole processes, and what is to be found out of several runs of them."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

MOST_RUNS = 5
MPIRUN = ("--allow-run-as-root",) if os.geteuid() == 0 else ()
ENOUGH_SECONDS = 6  # of all runs of one command


@dataclass
class Run:
    seconds: float
    processor_seconds: float
    megabytes: float  # resident, of the largest process
    output: str


def run_once(meter, command):
    """One process to its end, by the program process_meter; SystemExit with what it says where it
    fails."""
    with tempfile.NamedTemporaryFile("r") as taken:
        done = subprocess.run([str(word) for word in (meter, taken.name, *command)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
        seconds, processor_seconds, kilobytes = map(float, taken.read().split())
    return Run(seconds, processor_seconds, kilobytes / 1024, done.stdout)


def summary_of(runs):
    """Medians of several runs of the same command."""
    return {"seconds": statistics.median(run.seconds for run in runs),
            "processor_seconds": statistics.median(run.processor_seconds for run in runs),
            "megabytes": max(run.megabytes for run in runs), "runs": len(runs)}


class Bench:
    """The programs of one build."""

    def __init__(self, build, quick=False):
        self.build, self.quick = build, quick

    def run(self, program, *arguments, ranks=None):
        """`ranks`: how many processes mpirun starts; nothing: it runs without mpirun."""
        started_by = [] if ranks is None else [shutil.which("mpirun") or "mpirun", *MPIRUN, "-n", ranks]
        return run_once(self.build / "tests/benchmarks/process_meter",
                        [*started_by, self.build / program, *arguments])

    def taken(self, *arguments, most=MOST_RUNS, ranks=None):
        """What `counterpoint` takes (see summary_of), and what it writes. Runs it until it has taken
        ENOUGH_SECONDS, at most so many times."""
        most = 1 if self.quick else most
        runs = []
        while len(runs) < most and (not runs or sum(run.seconds for run in runs) < ENOUGH_SECONDS):
            runs.append(self.run("counterpoint", *arguments, ranks=ranks))
        print(f"  {statistics.median(run.seconds for run in runs):8.3f} s  "
              f"{' '.join(str(word) for word in arguments)[:150]}", file=sys.stderr)
        return summary_of(runs), runs[0].output

    def measured(self, *arguments, most=MOST_RUNS, ranks=None):
        """The same with the JSON that it writes."""
        summary, output = self.taken(*arguments, "--format", "json", most=most, ranks=ranks)
        return summary, json.loads(output)

    def google_benchmark(self, name):
        """The benchmarks of that executable: a list of what it writes of each."""
        repetitions = 1 if self.quick else 3
        run = self.run(f"tests/benchmarks/{name}", "--benchmark_format=json",
                       f"--benchmark_min_time={0.05 if self.quick else 0.3}",
                       f"--benchmark_repetitions={repetitions}")
        print(f"  {run.seconds:8.3f} s  {name}", file=sys.stderr)
        return medians_of(json.loads(run.output)["benchmarks"])


def medians_of(benchmarks):
    """One entry for each benchmark of Google Benchmark: that of the median of its repetitions, or the
    only one."""
    medians = [each for each in benchmarks if each.get("aggregate_name") == "median"]
    return medians or [each for each in benchmarks if each.get("run_type") != "aggregate"]
