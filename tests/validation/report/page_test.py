#!/usr/bin/env python3
"""page_test.py COUNTERPOINT RENDER_REPORT: opens the HTML report in headless Chromium and looks at it.

Exit code 77, which ctest takes as skipped, where there is no browser or no chart library.
"""

import json
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.normpath(os.path.join(here, "..", "..", ".."))
sys.path.insert(0, os.path.join(root, "tests", "results", "html"))
import page_case  # noqa: E402
from page_case import fraction, number  # noqa: E402

edge = ["workloads/networks/resnet50.yaml", "hw/devices/edge_256.yaml",
        "mapping/dataflows/weight_stationary.yaml"]
cloud = ["workloads/networks/alexnet.yaml", "hw/devices/cloud_16384.yaml",
         "mapping/dataflows/output_stationary.yaml"]
real_memories = ["--set", "hardware.memories.DRAM.dram={standard: DDR4-2400}",
                 "--set", "hardware.memories.L2.banks={count: 8, bytes_per_cycle: 8}",
                 "--set", "hardware.memories.L1.banks={count: 2, bytes_per_cycle: 1}"]
charts = ["diagonal", "deviation", "stacks", "waterfall", "accesses", "pe-map", "roofline",
          "estimates"]


def sample(*arguments):
    made = subprocess.run([sys.executable, os.path.join(here, "sample_validation.py"), counterpoint,
                           *arguments], check=True, capture_output=True, text=True, cwd=root)
    return json.loads(made.stdout)


def rendered(validation, folder, name):
    data, page = os.path.join(folder, name + ".json"), os.path.join(folder, name + ".html")
    with open(data, "w") as file:
        json.dump(validation, file)
    return page, subprocess.run([render, data, page], capture_output=True, text=True)


def factor(text):
    return float(text.replace("\u202f", "").rstrip("×"))


class Page(page_case.PageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = sample(*edge)
        cls.three = sample(*edge, "+", *cloud, "--cases", "3")

    def show(self, validation, **how):
        page, made = rendered(validation, self.folder.name, "page")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.browser.open(page, **how)


class WhatItShows(Page):
    def test_every_chart_is_drawn(self):
        self.show(self.one)
        for chart in charts:
            self.assertGreater(self.marks(chart), 20, chart)

    def test_the_verdict_comes_first_and_counts_what_the_json_counts(self):
        self.show(self.one)
        verdict = self.one["verdict"]
        self.assertIn(f"{verdict['broken']} expectations of {verdict['expectations']}", self.text("#verdict"))
        shown = self.browser.value(
            "[...document.querySelectorAll('.figures dd')].map((e) => e.firstChild.textContent)")
        total = self.one["cases"][0]["total"]
        self.assertEqual([number(text) for text in shown[:3]],
                         [total["simulated_cycles"], verdict["numbers"], verdict["expectations"]])

    def test_the_table_of_layers_has_the_numbers_of_the_json(self):
        self.show(self.one)
        rows = self.cells("layers")
        layers = self.one["cases"][0]["layers"]
        self.assertEqual(len(rows), len(layers))
        for row, layer in zip(rows, layers):
            self.assertEqual(row[0], layer["name"])
            self.assertEqual([number(row[i]) for i in (2, 3, 4, 6)],
                             [layer["analytical"]["macs"], layer["analytical"]["cycles"],
                              layer["simulation"]["cycles"], len(layer["differences"])])
            self.assertEqual(number(row[10]), layer["simulation"]["traffic_bytes"]["DRAM"])
            for i, value in ((5, layer["deviation"]), (7, layer["estimates"]["maestro"]["error"]),
                             (8, layer["estimates"]["timeloop"]["error"])):
                self.assertAlmostEqual(fraction(row[i]), value, delta=0.5001e-4)

    def test_broken_expectations_are_listed(self):
        self.show(self.one)
        broken = self.one["cases"][0]["broken"]
        self.assertGreater(len(broken), 0)
        self.assertEqual([(r[0], r[1], number(r[4]), number(r[5])) for r in self.cells("broken")],
                         [(b["layer"], b["number"], b["expected"], b["found"]) for b in broken])

    def test_the_accesses_are_those_of_the_json(self):
        self.show(self.one)
        shown = {tuple(row[:3]): (number(row[3]), number(row[4])) for row in self.cells("accesses-table")}
        layers = self.one["cases"][0]["layers"]
        for (memory, tensor, access), numbers in shown.items():
            wanted = tuple(sum(layer[model]["counts"][memory][tensor][access] for layer in layers)
                           for model in ("analytical", "simulation"))
            self.assertEqual(numbers, wanted, (memory, tensor, access))
        self.assertEqual(len(shown), 18)

    def test_the_waterfall_has_what_each_mechanism_adds(self):
        self.show(self.one)
        texts = [text.replace("\u202f", "") for text in self.browser.value(
            "[...document.querySelectorAll('#waterfall text')].map((text) => text.textContent)")]
        total = self.one["cases"][0]["total"]
        for contribution in total["contributions"]:
            self.assertTrue(any(text.startswith(f"{contribution['cycles']:+}") for text in texts),
                            (contribution, texts))
        gap = total["simulated_cycles"] - total["analytical_cycles"]
        self.assertTrue(any(text.startswith(f"{gap:+}") for text in texts), texts)

    def test_nothing_is_to_explain_where_the_models_agree(self):
        ideal = sample(*edge, "--ideal")
        self.show(ideal)
        numbers = ideal["verdict"]["numbers"]
        self.assertEqual(number("".join(c for c in self.text("#verdict") if c.isdigit())), numbers)
        self.assertIn("Nothing to explain", self.text("#waterfall + figcaption"))
        self.assertEqual(self.cells("broken"), [])

    def test_a_validation_without_work_of_pes_or_published_figures_says_so(self):
        bare = json.loads(json.dumps(self.one))
        for layer in bare["cases"][0]["layers"]:
            del layer["pe"]
        bare["cases"][0]["published"] = []
        self.show(bare)
        self.assertIn("not recorded", self.text("#pe-map + figcaption"))
        self.assertEqual(self.cells("published"), [])

    def test_names_are_text_and_never_markup(self):
        hostile = json.loads(json.dumps(self.one))
        name = "<img src=x onerror=alert(1)></script>&amp;"
        hostile["cases"][0]["layers"][0]["name"] = name
        hostile["suite"] = name
        self.show(hostile)
        self.assertEqual(self.cells("layers")[0][0], name)
        self.assertEqual(self.browser.value("document.images.length"), 0)

    def test_64_bit_sums_of_many_cases_stay_exact(self):
        large = json.loads(json.dumps(self.one))
        layer = large["cases"][0]["layers"][0]
        layer["analytical"]["macs"] = 9007199254740991
        self.show(large)
        self.assertEqual(number(self.cells("layers")[0][2]), 9007199254740991)


class WhatItDoes(Page):
    def test_a_click_on_a_layer_looks_into_it(self):
        self.show(self.one)
        layer = self.one["cases"][0]["layers"][2]
        self.click("#layers tbody tr:nth-child(3)")
        self.assertIn(layer["name"], self.text("#waterfall + figcaption"))
        self.assertEqual([(r[0], number(r[2]), number(r[3])) for r in self.cells("differences")],
                         [(d["number"], d["analytical"], d["simulated"]) for d in layer["differences"]])
        reads = layer["simulation"]["counts"]["L2"]["Input"]["reads"]
        self.assertIn(reads, [number(row[4]) for row in self.cells("accesses-table")])

    def test_columns_sort_both_ways(self):
        self.show(self.one)
        cycles = sorted(layer["simulation"]["cycles"] for layer in self.one["cases"][0]["layers"])
        self.click("#layers th:nth-child(5) button")
        self.assertEqual([number(row[4]) for row in self.cells("layers")], cycles[::-1])
        self.click("#layers th:nth-child(5) button")
        self.assertEqual([number(row[4]) for row in self.cells("layers")], cycles)

    def test_layers_are_found_by_a_part_of_their_name(self):
        self.show(self.one)
        self.browser.value("""(() => { const box = document.querySelector('input[type=search]');
            box.value = 'downsample'; box.dispatchEvent(new Event('input')); })()""")
        names = [l["name"] for l in self.one["cases"][0]["layers"] if "downsample" in l["name"]]
        self.assertEqual([row[0] for row in self.cells("layers")], names)

    def test_a_case_is_chosen_among_several(self):
        self.show(self.three)
        self.assertEqual(len(self.cells("cases")), 3)
        self.assertEqual(self.marks("pe-map"), 0)
        self.click("#cases tbody tr:nth-child(2)")
        case = self.three["cases"][1]
        self.assertEqual([row[0] for row in self.cells("layers")], [l["name"] for l in case["layers"]])
        self.assertGreater(self.marks("pe-map"), 16384)

    def test_long_tables_are_paged(self):
        self.show(self.three)
        layers = sum(len(case["layers"]) for case in self.three["cases"])
        self.assertGreater(layers, 100)
        self.assertEqual(len(self.cells("layers")), 100)
        self.browser.value("""[...document.querySelectorAll('section:has(#layers) button')]
            .find((button) => button.textContent === 'Next').click()""")
        self.assertEqual(len(self.cells("layers")), min(100, layers - 100))

    def test_an_address_leads_to_a_layer(self):
        self.show(self.three, at="#case=1&layer=0")
        self.assertIn(self.three["cases"][1]["layers"][0]["name"], self.text("#waterfall + figcaption"))


class WhatValidateWrites(Page):
    def test_the_page_of_a_run_has_the_numbers_of_its_json(self):
        page = os.path.join(self.folder.name, "run.html")
        data = os.path.join(self.folder.name, "run.json")
        subprocess.run([counterpoint, "validate", *edge, "--no-journal", "--layer", "conv[12]*", "--format",
                        "json", "--output", data, "--report", page], check=True, cwd=root)
        with open(data) as file:
            validation = json.load(file)
        self.browser.open(page)
        layers = validation["cases"][0]["layers"]
        self.assertGreater(len(layers), 5)
        self.assertEqual([(row[0], number(row[3]), number(row[4])) for row in self.cells("layers")],
                         [(layer["name"], layer["analytical"]["cycles"], layer["simulation"]["cycles"])
                          for layer in layers])
        self.assertGreater(self.marks("pe-map"), 20)


class WhatTheMemoriesDo(Page):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = os.path.join(cls.folder.name, "real.html")
        data = os.path.join(cls.folder.name, "real.json")
        subprocess.run([counterpoint, "validate", *edge, "--no-journal", "--layer", "conv[12]*", *real_memories,
                        "--format", "json", "--output", data, "--report", cls.page], check=True, cwd=root)
        with open(data) as file:
            cls.real = json.load(file)
        cls.case = cls.real["cases"][0]

    def sections(self):
        return self.browser.value("""[...document.querySelectorAll('section')]
            .filter((place) => place.style.display !== 'none').map((place) => place.querySelector('h2').textContent)""")

    def expect_dram(self, dram):
        """That the figures and the table of tensors show this."""
        shown = self.browser.value("[...document.querySelectorAll('#dram dd')].map((e) => e.innerText)")
        values = [text.split("\n")[0] for text in shown]
        bursts = dram["row_hits"] + dram["row_misses"] + dram["row_conflicts"]
        turned = dram["turnarounds"]["read_to_write"] + dram["turnarounds"]["write_to_read"]
        self.assertAlmostEqual(fraction(values[0]), dram["bandwidth_fraction"], delta=0.5001e-4)
        self.assertAlmostEqual(factor(values[1]), dram["bytes"]["overfetch"], delta=0.5001e-2)
        self.assertAlmostEqual(fraction(values[2]), dram["row_hits"] / bursts, delta=0.5001e-4)
        self.assertEqual([number(values[i]) for i in (3, 4)], [turned, dram["refresh_clocks"]])
        self.assertAlmostEqual(float(values[5]), dram["queue"]["mean_reads"] + dram["queue"]["mean_writes"],
                               delta=0.5001e-2)
        wanted = {(tensor, way): moves for tensor, ways in dram["tensors"].items()
                  for way, moves in ways.items() if moves["moved"]}
        rows = self.cells("dram-tensors")
        self.assertEqual([tuple(row[:2]) for row in rows], list(wanted))
        for row in rows:
            moves = wanted[tuple(row[:2])]
            self.assertEqual([number(row[i]) for i in (2, 3, 5, 6, 7)],
                             [moves[key] for key in ("needed", "moved", "row_hits", "row_misses", "row_conflicts")])
            self.assertAlmostEqual(factor(row[4]), moves["overfetch"], delta=0.5001e-2)

    def expect_banks(self, banks):
        for memory, of_memory in banks.items():
            lost = of_memory["lost"]
            shown = {row[0]: row[1:] for row in self.cells_and_headings("banks-" + memory)}
            winners = shown.pop("cycles waited ↓ for →")
            self.assertEqual(list(shown), winners)
            keys = [stream for stream in lost if any(lost[stream].values()) or any(w[stream] for w in lost.values())]
            self.assertEqual(winners, [key.replace("_", " ") for key in keys])
            for loser in keys:
                self.assertEqual([number(text) for text in shown[loser.replace("_", " ")]],
                                 [lost[loser][winner] for winner in keys])

    def cells_and_headings(self, table):
        return self.browser.value(f"""[...document.querySelectorAll('#{table} tr')]
            .map((row) => [...row.cells].map((cell) => cell.innerText))""")

    def test_the_dram_of_all_layers_and_of_one_has_the_numbers_of_the_json(self):
        self.browser.open(self.page)
        self.expect_dram(self.case["total"]["dram"])
        self.click("#dram-layers tbody tr:nth-child(4)")
        self.expect_dram(self.case["layers"][3]["dram"])
        for chart in ("dram-rows", "dram-bandwidth"):
            self.assertGreater(self.marks(chart), 10, chart)

    def test_every_layer_has_a_line_for_its_dram(self):
        self.browser.open(self.page)
        rows = self.cells("dram-layers")
        self.assertEqual(len(rows), len(self.case["layers"]))
        for row, layer in zip(rows, self.case["layers"]):
            dram = layer["dram"]
            self.assertEqual(row[0], layer["name"])
            self.assertEqual([number(row[i]) for i in (1, 2, 6, 7, 8, 9, 10, 13)],
                             [dram["bytes"]["needed"], dram["bytes"]["moved"], dram["row_hits"], dram["row_misses"],
                              dram["row_conflicts"], sum(dram["turnarounds"].values()), dram["refresh_clocks"],
                              dram["queue"]["most"]])
            self.assertAlmostEqual(fraction(row[4]), dram["bandwidth_fraction"], delta=0.5001e-4)
            self.assertAlmostEqual(fraction(row[5]), dram["busy_bandwidth_fraction"], delta=0.5001e-4)
            self.assertAlmostEqual(float(row[11]), dram["queue"]["mean_reads"], delta=0.5001e-2)
            self.assertAlmostEqual(float(row[12]), dram["queue"]["mean_writes"], delta=0.5001e-2)

    def test_conflicts_at_banks_are_those_of_the_json(self):
        self.browser.open(self.page)
        self.expect_banks(self.case["total"]["banks"])
        self.click("#banks-layers tbody tr:nth-child(3)")
        self.expect_banks(self.case["layers"][1]["banks"])
        wanted = [(layer["name"], memory, banks["accesses"], banks["busy_cycles"],
                   sum(sum(winners.values()) for winners in banks["lost"].values()))
                  for layer in self.case["layers"] for memory, banks in layer["banks"].items()]
        self.assertEqual([(row[0], row[1], *(number(text) for text in row[2:5]))
                          for row in self.cells("banks-layers")], wanted)

    def test_users_of_banks_have_the_names_of_the_json(self):
        renamed = json.loads(json.dumps(self.real))
        for part in (renamed["cases"][0]["total"], *renamed["cases"][0]["layers"]):
            part["banks"] = {"L2": {"accesses": 10, "busy_cycles": 5,
                                    "lost": {"a_b": {"a_b": 0, "c": 7}, "c": {"a_b": 0, "c": 0}}}}
        self.show(renamed)
        self.assertEqual(self.cells_and_headings("banks-L2"),
                         [["cycles waited ↓ for →", "a b", "c"], ["a b", "0", "7"], ["c", "0", "0"]])
        self.assertEqual(self.cells("banks-layers")[0][5:], ["0.70", "a b for c"])

    def test_banks_without_conflicts_say_so(self):
        calm = json.loads(json.dumps(self.real))
        for banks in calm["cases"][0]["total"]["banks"].values():
            banks["lost"] = {loser: dict.fromkeys(winners, 0) for loser, winners in banks["lost"].items()}
        self.show(calm)
        self.assertEqual(self.cells_and_headings("banks-L2"), [])
        self.assertIn("None of them ever waits", self.text("section:has(#banks-layers) figcaption"))

    def test_nothing_is_shown_where_there_is_no_dram_and_no_banks(self):
        self.show(self.one)
        self.assertNotIn("DRAM", self.sections())
        self.assertNotIn("Banks", self.sections())
        mixed = json.loads(json.dumps(self.real))
        mixed["cases"].append(self.one["cases"][0])
        self.show(mixed)
        self.assertEqual(len(self.cells("dram-layers")), len(self.case["layers"]))
        self.assertEqual(self.cells("dram-tensors"), [])
        self.click("#cases tbody tr:nth-child(2)")
        self.assertNotIn("DRAM", self.sections())
        self.assertNotIn("Banks", self.sections())
        self.click("#cases tbody tr:nth-child(1)")
        self.assertIn("DRAM", self.sections())
        self.expect_dram(self.case["total"]["dram"])

    def test_paper_holds_it_whole(self):
        self.browser.resize(760, 900)
        self.browser.open(self.page)
        self.browser.media(kind="print")
        self.browser.until(lambda: self.outside() == 0, "every chart and table is on the sheet")


def thousandths(text):
    """An energy as a cell shows it, exactly."""
    return round(float(text.replace("\u202f", "").replace("\u2212", "-").replace("+", "")) * 1000)


def quantity(text):
    """What a number with three digits and a prefix of its unit is: 1.23 µJ."""
    amount, unit = text.split("\u202f")
    powers = {"a": -18, "f": -15, "p": -12, "n": -9, "µ": -6, "m": -3, "k": 3, "M": 6}
    return float(amount) * 10.0 ** (powers[unit[0]] if unit[:-1] and unit[0] in powers else 0)


class WhatItTakes(Page):
    """Energy and area."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = os.path.join(cls.folder.name, "energy.html")
        cls.pico = cls.validated("horowitz_45nm", real_memories, "--report", cls.page)
        cls.relative = cls.validated("eyeriss_relative", [])

    @classmethod
    def validated(cls, technology, settings, *more):
        data = os.path.join(cls.folder.name, technology + ".json")
        subprocess.run([counterpoint, "validate", *edge, "--no-journal", "--layer", "conv2_1*", *settings,
                        "--technology", technology, "--format", "json", "--output", data, *more],
                       check=True, cwd=root)
        with open(data) as file:
            return json.load(file)

    def is_shown(self):
        return self.browser.value("""(document.getElementById('energy')?.closest('section').style.display ?? 'none')
            !== 'none'""")

    def figures(self):
        return dict(self.browser.value("""[...document.querySelectorAll('#energy > div')]
            .map((e) => [e.querySelector('dt').innerText, e.querySelector('dd').innerText.split('\\n')])"""))

    def expect_parts(self, analytical, simulated):
        """That the table has what both models say, and that each way of adding up gives the total."""
        def parts(energy):
            yield "all", "total", energy["total"]
            for memory, amount in energy["memories"].items():
                yield "memory", memory, amount
                yield "memory", memory + " networks", energy["networks"].get(memory, 0)
            yield "memory", "PEs", energy["pe"]
            yield from (("tensor", *part) for part in energy["tensors"].items())
            yield "tensor", "no tensor", energy["no_tensor"]
            yield from (("cause", *part) for part in energy["causes"].items())
        wanted = [(way, name, round(ours * 1000), round(theirs * 1000))
                  for (way, name, ours), (_, _, theirs) in zip(parts(analytical), parts(simulated))
                  if way == "all" or ours or theirs]
        rows = self.cells("energy-parts")
        self.assertEqual([(row[0], row[1], thousandths(row[2]), thousandths(row[3])) for row in rows], wanted)
        self.assertEqual([thousandths(row[5]) for row in rows], [theirs - ours for _, _, ours, theirs in wanted])
        for way in ("memory", "tensor", "cause"):
            for column in (2, 3):
                self.assertEqual(sum(thousandths(row[column]) for row in rows if row[0] == way),
                                 thousandths(rows[0][column]), way)

    def expect_figures(self, analytical, simulated):
        shown = self.figures()
        self.assertAlmostEqual(quantity(shown["Energy"][0]) / (simulated["total"] * 1e-12), 1, delta=0.006)
        for title, key in (("Energy-delay product", "edp_js"), ("Average power", "power_w")):
            self.assertAlmostEqual(quantity(shown[title][0]) / simulated[key], 1, delta=0.006)
            self.assertAlmostEqual(quantity(shown[title][1].removeprefix("analytical ")) / analytical[key], 1,
                                   delta=0.006)
        self.assertAlmostEqual(float(shown["TOPS/W"][0]) / simulated["tops_per_watt"], 1, delta=0.006)
        self.assertAlmostEqual(float(shown["Area"][0].split("\u202f")[0]) /
                               (self.pico["cases"][0]["area"]["total"] / 1e6), 1, delta=0.006)

    def test_all_layers_and_one_have_the_numbers_of_the_json(self):
        self.browser.open(self.page)
        case = self.pico["cases"][0]
        sums = case["total"]["energy"]["sums"]
        self.expect_parts(sums["analytical"], sums["simulated"])
        self.expect_figures(sums["analytical"], sums["simulated"])
        for cause in case["total"]["energy"]["differences"]:
            self.assertIn(cause, self.figures()["Energy"][1])
        self.click("#energy-layers tbody tr:nth-child(2)")
        layer = case["layers"][1]
        self.expect_parts(layer["analytical"]["energy"], layer["simulation"]["energy"])
        self.expect_figures(layer["analytical"]["energy"], layer["simulation"]["energy"])

    def test_every_layer_has_a_line(self):
        self.browser.open(self.page)
        layers = self.pico["cases"][0]["layers"]
        rows = self.cells("energy-layers")
        self.assertEqual([(row[0], thousandths(row[1]), thousandths(row[2])) for row in rows],
                         [(layer["name"], round(layer["analytical"]["energy"]["total"] * 1000),
                           round(layer["simulation"]["energy"]["total"] * 1000)) for layer in layers])
        for row, layer in zip(rows, layers):
            energy = layer["simulation"]["energy"]
            self.assertAlmostEqual(fraction(row[3]), layer["energy"]["deviation"], delta=0.5001e-4)
            self.assertAlmostEqual(quantity(row[4]) / energy["edp_js"], 1, delta=0.006)
            self.assertAlmostEqual(quantity(row[5]) / energy["power_w"], 1, delta=0.006)
            differences = layer["energy"]["differences"]
            self.assertEqual(row[7], max(differences, key=lambda cause: abs(differences[cause])))

    def test_the_bars_show_memories_tensors_and_causes(self):
        self.browser.open(self.page)
        case = self.pico["cases"][0]
        for way, name in (("tensor", "no tensor"), ("cause", "leakage"), ("memory", "L2 networks")):
            self.browser.value(f"""[...document.querySelectorAll('figure:has(#energy-bars) button')]
                .find((button) => button.textContent === '{way}').click()""")
            texts = self.browser.value(
                "[...document.querySelectorAll('#energy-bars text')].map((text) => text.textContent)")
            self.assertIn(name, texts)
            self.assertIn(case["layers"][0]["name"], texts)

    def test_what_is_left_out_and_what_nobody_looked_up_is_said(self):
        self.browser.open(self.page)
        case = self.pico["cases"][0]
        said = self.text("#energy-cautions")
        for left_out in case["area"]["left_out"]:
            self.assertIn(left_out, said)
        sources = case["technology"]["sources"]
        self.assertEqual([(row[0], row[1], row[3]) for row in self.cells("energy-sources")],
                         [(name, source["citation"], "yes" if source["confirmed"] else "no")
                          for name, source in sources.items()])
        self.assertIn("figures of " + ", ".join(n for n, source in sources.items() if not source["confirmed"]), said)

    def test_multiples_of_a_mac_give_no_joules(self):
        self.show(self.relative)
        sums = self.relative["cases"][0]["total"]["energy"]["sums"]
        self.expect_parts(sums["analytical"], sums["simulated"])
        self.assertEqual(list(self.figures()), ["Energy"])
        self.assertIn("MAC", self.figures()["Energy"][0])
        self.assertEqual(self.figures()["Energy"][1], "the same from both models")
        self.assertIn("Multiples of a MAC", self.text("#energy-cautions"))

    def test_only_cases_with_a_technology_have_it(self):
        self.show(self.one)
        self.assertFalse(self.is_shown())
        mixed = json.loads(json.dumps(self.pico))
        mixed["cases"] += [self.relative["cases"][0], self.one["cases"][0]]
        self.show(mixed)
        units = [row[4] for row in self.cells("energy-layers")]
        self.assertEqual((units.count("pJ"), units.count("MAC")),
                         tuple(len(v["cases"][0]["layers"]) for v in (self.pico, self.relative)))
        self.assertEqual(self.cells("energy-parts"), [])
        self.assertIn("different units", self.text("#energy-bars + figcaption"))
        self.click("#cases tbody tr:nth-child(3)")
        self.assertFalse(self.is_shown())
        self.click("#cases tbody tr:nth-child(2)")
        self.assertTrue(self.is_shown())
        self.assertEqual(list(self.figures()), ["Energy"])

    def test_a_layer_that_takes_no_energy_says_so(self):
        free = json.loads(json.dumps(self.pico))

        def emptied(value):
            if isinstance(value, dict):
                return {key: emptied(part) for key, part in value.items()}
            return value if isinstance(value, str) else 0
        for part in (free["cases"][0]["total"], *free["cases"][0]["layers"]):
            part["energy"] = emptied(part["energy"])
            part["energy"]["differences"] = {}
        for layer in free["cases"][0]["layers"]:
            for model in (layer["analytical"], layer["simulation"]):
                model["energy"] = emptied(model["energy"])
        self.show(free)
        self.assertIn("Nothing takes any energy", self.text("#energy-bars + figcaption"))
        self.assertEqual([row[1] for row in self.cells("energy-parts")], ["total"])

    def test_narrow_windows_and_paper_hold_it(self):
        self.browser.resize(400, 900)
        self.browser.open(self.page)
        self.assertLessEqual(self.browser.value("document.documentElement.scrollWidth"), 400)
        self.browser.resize(760, 900)
        self.browser.media(kind="print")
        self.browser.until(lambda: self.outside() == 0, "every chart and table is on the sheet")


class HowItLooks(Page):
    def test_light_and_dark_follow_the_reader(self):
        self.show(self.one)
        self.assertGreater(self.lightness(":root", "backgroundColor"), 0.9)
        self.assertLess(self.lightness("#stacks text", "fill"), 0.5)
        self.browser.media(dark=True)
        self.browser.until(lambda: self.lightness("#stacks text", "fill") > 0.5, "text is light in the dark")
        self.assertLess(self.lightness(":root", "backgroundColor"), 0.15)

    def test_paper_is_white_and_holds_every_chart_whole(self):
        self.browser.resize(760, 900)
        self.show(self.one, dark=True)
        self.expect_all_on_white_paper()

    def test_paper_has_every_row_of_a_table(self):
        self.show(self.three)
        self.browser.media(kind="print")
        layers = sum(len(case["layers"]) for case in self.three["cases"])
        self.browser.until(lambda: len(self.cells("layers")) == layers, "paper has every layer")
        self.assertEqual(len(self.cells("broken")), self.three["verdict"]["broken"])

    def test_a_narrow_window_scrolls_tables_and_not_the_page(self):
        self.browser.resize(400, 900)
        self.show(self.one)
        self.assertLessEqual(self.browser.value("document.documentElement.scrollWidth"), 400)

    def test_charts_follow_the_width_of_the_window(self):
        self.show(self.one)
        width = "document.querySelector('#stacks svg').getBoundingClientRect().width"
        before = self.browser.value(width)
        self.browser.resize(700, 900)
        self.browser.until(lambda: self.browser.value(width) < before, "the chart has become narrower")
        self.assertLessEqual(self.browser.value("document.documentElement.scrollWidth"), 700)


if __name__ == "__main__":
    counterpoint, render = (os.path.abspath(program) for program in sys.argv[1:3])
    page_case.run(lambda folder: rendered({}, folder, "nothing")[1])
