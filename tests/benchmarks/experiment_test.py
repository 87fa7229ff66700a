"""The arithmetic of scripts/maestro_experiment on made-up figures."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests/benchmarks"), str(ROOT / "scripts")]

# pylint: disable=wrong-import-position
from experiment import plots, report, searches  # noqa: E402

AXES = [{"name": "PEs", "set": ["hardware.pe.count"], "kind": "structural", "values": 2},
        {"name": "bandwidth", "set": ["fill", "drain"], "kind": "bandwidth", "values": 2}]
VALUES = {name: 2 for names in report.PARAMETERS.values() for name in names} | {
    "PEs": 42, "bandwidth": 8, "L1": 64, "L2": 4096}
MACS = 84_000


def design(number, cycles, energy, simulated=None):
    figures = {"design": number, "values": VALUES, "cycles": cycles, "energy_pj": energy, "area_um2": 2e6, "power_mw": 100,
               "edp_pj_cycles": energy * cycles, "macs_per_cycle_mm2": MACS / cycles / 2, "exact_cycles": cycles + 1}
    return figures | ({} if simulated is None else {"simulated_cycles": simulated})


FRONT = [design(1, 2_000, 900_000), design(2, 2_400, 700_000), design(3, 4_000, 600_000)]
BEST = [design(1, 2_000, 900_000, 2_600), design(4, 2_100, 950_000, 2_200), design(2, 2_400, 700_000, 2_500)]


def found():
    looked_into = [{"design": each["design"], "estimate": each["cycles"], "ideal": each["cycles"] + 1,
                    "simulated": 2_600, "beyond": {"DRAM": 7, "scratchpad banks": 592}, "fill_used": 0.5,
                    "drain_used": 0.78, "sums_waited": 500} for each in BEST[:2]]
    optimised = [{"design": each["design"], "simulated": 2_600} for each in FRONT]
    return {"structures": 4, "designs": 1_000, "searched": 1_000, "pruned": {"illegal": 100, "too_small": 500, "too_large": 0},
            "evaluated": 400, "valid": 300, "axes": AXES, "front": FRONT, "best": BEST, "rank_correlation": 0.5, "regret": 0.18,
            "looked_into": looked_into, "optimised": optimised, "taken": {"seconds": 0.5, "megabytes": 18, "runs": 5}}


def results():
    return {"machine": {"date": "2026-11-22", "processor": "made up", "cores": 2, "load": 0.1, "compiler": "c++"},
            "build_type": "Release", "processor_seconds": 150, "searches": {case.name: found() for case in searches.CASES}}


class Searches(unittest.TestCase):
    def test_are_of_both_layers_with_both_dataflows(self):
        self.assertEqual([case.title for case in searches.CASES],
                         ["early, KC-P", "early, YR-P", "late, KC-P", "late, YR-P"])

    def test_choose_by_cycles_by_energy_and_by_their_product(self):
        self.assertEqual({name: each["design"] for name, each in searches.chosen(FRONT).items()},
                         {"throughput": 1, "EDP": 2, "energy": 3})

    def test_look_into_each_design_once(self):
        self.assertEqual([each["design"] for each in searches.looked_into(found())], [1, 4])
        self.assertEqual([each["design"] for each in searches.looked_into({"best": BEST[1:]})], [4])
        self.assertEqual([each["design"] for each in searches.optimised({"front": FRONT[:2]})], [1, 2])

    def test_set_every_path_of_an_axis(self):
        self.assertEqual(searches.settings(AXES, FRONT[0]),
                         ["--set", "hardware.pe.count=42", "--set", "fill=8", "--set", "drain=8"])

    def test_keep_what_does_not_depend_on_the_machine_or_the_version(self):
        answer = found() | {"version": "1", "front": [each | {"cycle_stack": {}} for each in FRONT]}
        self.assertEqual(searches.counted(answer), searches.counted(found()))
        self.assertNotIn("taken", searches.counted(answer))

    def test_have_the_macs_of_the_layer(self):
        self.assertEqual({searches.macs(each) for each in FRONT + BEST}, {MACS})


class Report(unittest.TestCase):
    def test_has_the_counts_and_rates_of_all_searches_together(self):
        counts, taken = report.summed(results())
        self.assertEqual((counts["searched"], sum(counts["pruned"].values()), counts["evaluated"], taken["seconds"]),
                         (4_000, 2_400, 1_600, 2))
        self.assertIn("| designs searched a second | 2,000 | 170,000 | 0 |", report.rates(results()))
        self.assertIn("| valid designs found a second | 600 | 885 | 1 |", report.rates(results()))

    def test_names_the_place_and_the_error_of_the_best(self):
        self.assertEqual(report.summary_row(searches.CASES[0], found()),
                         ["early, KC-P", "0.50", "18.0 %", "2", "+4.2 %", "+4.8 %", "+30.0 %"])

    def test_adds_up_from_the_estimate_to_the_simulation(self):
        heads, rows = report.cause_rows(results())
        self.assertEqual(heads[:6], ["", "estimate", "ideal", "DRAM", "scratchpad banks", "simulated"])
        self.assertEqual(rows[0][:6], ["early, KC-P: first by estimate", "2,000", "+1", "+7", "+592", "2,600"])

    def test_compares_the_ends_of_a_front(self):
        row = report.tradeoff_row(searches.CASES[0], found())
        self.assertEqual(row, ["early, KC-P", "3", "100 %", "1.0 ×", "50 %", "100 %", "67 %", "133 %"])

    def test_says_that_the_machine_was_busy(self):
        given = results()
        self.assertNotIn("busy", report.machine_lines(given))
        given["machine"]["load"] = 3
        self.assertIn("**the machine was busy", report.text(given))


class Plots(unittest.TestCase):
    def test_have_axes_between_round_numbers(self):
        bounds, step = plots.rounded([97, 13], low=0)
        self.assertEqual((bounds, step), ((0, 100), 20))
        self.assertEqual(plots.marks(bounds, step), [0, 20, 40, 60, 80, 100])
        self.assertEqual(plots.written(2.05, 0.05), "2.05")

    def test_have_a_dot_for_every_design(self):
        drawn = plots.fronts(results()["searches"])
        self.assertEqual(drawn.count("<circle"), 3 + 4 * (3 + 3))
        self.assertEqual(plots.rankings(results()["searches"]).count("<circle"), 2 + 4 * 3)


if __name__ == "__main__":
    unittest.main()
