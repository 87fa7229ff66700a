"""The arithmetic of scripts/bench on made-up figures, and docs/performance.md, which has to have its shape."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests/benchmarks"), str(ROOT / "scripts")]

# pylint: disable=wrong-import-position
from harness import designs, page, plot, processes, targets  # noqa: E402


def simulated(seconds, macs=16_777_216, **more):
    summary = {"seconds": seconds, "processor_seconds": seconds, "megabytes": 16, "runs": 1}
    return {"name": "a design", "phases": 65_536, "executed": 4_096, "macs": macs, "fast": summary,
            "full": {**summary, "seconds": 2 * seconds}, **more}


def results(seconds=0.005, microseconds=20):
    """Figures of which none misses its target; longer times are for tests of those."""
    analysis = {"median_us": microseconds, "most_us": 2 * microseconds}
    return {
        "machine": {"date": "2026-11-21", "processor": "made up", "cores": 2, "load": 0.1,
                    "kernel": "6", "compiler": "c++", "counterpoint": "0", "libraries": {"a": "1"}},
        "build_type": "Release", "quick": False, "start": simulated(0.001)["fast"],
        "analysis": [{"network": "resnet50", "dataflow": "nvdla_like", "counts": analysis,
                      "counts_and_time": analysis}],
        "thousand_layers": {"layers": 1000, **simulated(seconds)["fast"]},
        "networks": [{"network": network, "hardware": hardware, "dataflow": dataflow,
                      **simulated(seconds)} for network in ("vgg16", "resnet50")
                     for hardware in ("ideal", "real") for dataflow in designs.DATAFLOWS],
        "products": [{"kind": kind, **simulated(seconds)} for kind in ("array", "tpu", "tpu with memories", "cloud")],
        "values": [simulated(seconds)],
        "kernel": {"event_alone_in_its_cycle": 100, "two_events_in_each_cycle": 60},
        "dimensions": [{"dimension": name, "size": size, **simulated(seconds)}
                       for name in "MNK" for size in (256, 1024)],
        "depths": [{"loops": loops, **simulated(seconds)} for loops in (1, 2)],
        "edges": [{"ragged": loops, **simulated(seconds)} for loops in (0, 3)],
        "pe_counts": [{"pes": 64, "ideal": simulated(seconds), "real": simulated(seconds)}],
        "layers_and_cores": [{"layers": 16, "cores": cores, "phases": 100,
                              **simulated(seconds / cores)["fast"]} for cores in (1, 2)],
        "dram": [{"standard": "HBM2", "pattern": "random", "requests": 1000, "coalescing": True,
                  **simulated(seconds)["fast"]}],
        "noc": [{"load": 0.1, "speculative": False, "router_cycles_per_second": 1e7}],
        "search": [{"designs": designs, "searched": designs, "evaluated": designs // 2, "valid": 1, "front": 9,
                    **simulated(5)["fast"]} for designs in (10_000_000, 500_000_000, 2_000_000_000)],
        "ranks": [{"ranks": ranks, "designs": 1, **simulated(10 / ranks)["fast"]} for ranks in (1, 2)],
    }


def page_of(given):
    return page.page({**given, "targets": targets.judged(given)})


def missed(given):
    return [each["target"] for each in targets.judged(given) if not each["holds"]]


class Targets(unittest.TestCase):
    def test_hold_up_to_their_bound_and_not_beyond(self):
        for target in targets.TARGETS:
            for factor in (1, 1.001, 1 / 1.001):
                each = targets.Target(target.text, target.unit, target.bound,
                                      lambda _, of=target, by=factor: of.bound * by, target.at_least)
                beyond = factor < 1 if target.at_least else factor > 1
                self.assertEqual(each.judged({})["holds"], not beyond, target.text)

    def test_are_of_the_slowest_dataflow(self):
        given = results()
        self.assertEqual(missed(given), [])
        given["networks"][2]["fast"] = simulated(10.5)["fast"]
        self.assertEqual(missed(given), [targets.TARGETS[0].text])

    def test_ask_for_the_rate_of_the_product_in_macs_a_second(self):
        [rate] = [each["measured"] for each in targets.judged(results(0.01)) if each["unit"] == "million MACs/s"]
        self.assertAlmostEqual(rate, 256**3 / 0.01 / 1e6)
        self.assertEqual(len(missed(results(0.01))), 1)

    def test_ask_for_the_median_layer(self):
        self.assertEqual(missed(results(microseconds=21)), ["Analysis of a layer, counts"])


    def test_ask_for_the_rates_of_a_search_as_large_as_maestros(self):
        given = results()
        for row in given["search"]:
            row["seconds"] = 20 if row["designs"] < 1e9 else 1
        self.assertAlmostEqual(targets.rate("searched")(given), 25)
        self.assertAlmostEqual(targets.rate("evaluated")(given), 12.5)
        given["search"][1]["seconds"] = 31
        self.assertEqual(missed(given), ["Search of VGG-16's CONV2, two cores: designs searched",
                                         "Search of 480 million designs, two cores"])

    def test_ask_for_memory_that_does_not_grow_with_the_space(self):
        given = results()
        given["search"][-1]["megabytes"] = 21
        self.assertEqual(missed(given), ["Memory of a search, the largest space over the smallest"])

    def test_ask_for_ranks_that_share_the_work(self):
        given = results()
        given["ranks"][1]["seconds"] = 5.6
        self.assertEqual(missed(given), ["Search by two ranks over one"])


class Figures(unittest.TestCase):
    def test_are_medians_of_all_runs_and_the_most_memory(self):
        runs = [processes.Run(seconds, 1, megabytes, "") for seconds, megabytes in
                ((5, 10), (1, 30), (2, 20))]
        self.assertEqual(processes.summary_of(runs), {"seconds": 2, "processor_seconds": 1,
                                                      "megabytes": 30, "runs": 3})

    def test_of_repeated_benchmarks_are_their_medians(self):
        single = {"run_type": "iteration", "run_name": "a", "items_per_second": 3}
        median = {"run_type": "aggregate", "aggregate_name": "median", "run_name": "a"}
        mean = {**median, "aggregate_name": "mean"}
        self.assertEqual(processes.medians_of([single]), [single])
        self.assertEqual(processes.medians_of([single, single, mean, median]), [median])

    def test_grow_in_proportion_or_not_at_all(self):
        self.assertAlmostEqual(targets.slope([(1, 5), (10, 50), (100, 500)]), 1)
        self.assertAlmostEqual(targets.slope([(1, 5), (10, 5), (100, 5)]), 0)

    def test_are_written_with_three_digits_or_so(self):
        self.assertEqual([page.figure(value) for value in (0.1234, 12.34, 1234.5)],
                         ["0.12", "12.3", "1,234"])
        self.assertEqual([page.seconds(value) for value in (0.0123, 0.99951, 12.6)],
                         ["0.012", "1.00", "13"])


class Designs(unittest.TestCase):
    def test_have_loops_of_eight_trips(self):
        self.assertIn("M: 128, N: 1024, K: 1}", designs.nest(3))
        self.assertLess(designs.nest(3).index("N, tile: 128"), designs.nest(3).index("M, tile: 16"))

    def test_have_as_many_ragged_loops_as_asked_for(self):
        def shorter_last_pieces(size):
            count, tiles = 0, (1024, 128, 16)
            for tile in tiles:
                count += size % tile != 0
            return count
        for loops in range(7):
            self.assertEqual(sum(map(shorter_last_pieces, designs.ragged(loops))), loops)

    def test_of_a_thousand_layers_have_them(self):
        self.assertEqual(designs.many_layers(1000).count("CONV2D"), 1000)


    def test_of_a_search_are_more_with_a_smaller_step(self):
        text = (ROOT / designs.SEARCHED / "space.yaml").read_text(encoding="utf-8")
        self.assertEqual(designs.space(text, 8), text)
        self.assertIn("from: 8, to: 264, step: 2}", designs.space(text, 2))
        self.assertIn("from: 8, to: 520, step: 1}", designs.space(text, 1, 520))


class Page(unittest.TestCase):
    def test_has_every_target_with_its_verdict(self):
        text = page_of(results(0.01))
        for target in targets.TARGETS:
            self.assertEqual(text.count(f"| {target.text} | "), 1)
        self.assertEqual(text.count("**missed**"), 1)

    def test_says_that_the_machine_was_busy_or_the_run_short(self):
        given = results()
        self.assertNotIn("**", page.machine_table(given))
        given["machine"]["load"] = 2
        given["quick"] = True
        self.assertIn("the machine was busy (load 2.00", page.machine_table(given))
        self.assertIn("not to be quoted", page.machine_table(given))

    def test_that_is_shipped_has_every_target(self):
        text = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
        for target in targets.TARGETS:
            self.assertEqual(text.count(f"| {target.text} | "), 1, target.text)
        headings = [line for line in page_of(results()).splitlines() if line.startswith("#")]
        self.assertEqual([line for line in text.splitlines() if line.startswith("#")], headings)

    def test_has_a_plot_with_a_line_for_each_series(self):
        drawn = page.growth_plot(results())
        self.assertEqual(drawn.count("<polyline"), 4 + 2 + 2)
        self.assertEqual(plot.decades([3, 20_000]), (0, 5))
        self.assertEqual(plot.decades([100, 100]), (2, 3))


if __name__ == "__main__":
    unittest.main()
