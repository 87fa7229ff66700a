#!/usr/bin/env python3
"""page_test.py COUNTERPOINT RENDER_EXPLORATION: opens the page of a search in headless Chromium.

Exit code 77, which ctest takes as skipped, where there is no browser or no chart library.
"""

import copy
import json
import math
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.normpath(os.path.join(here, "..", "..", ".."))
sys.path.insert(0, os.path.join(root, "tests", "results", "html"))
import page_case  # noqa: E402
from page_case import data_of, fraction, number, real  # noqa: E402

design = """
workload: {layers: [{name: product, type: GEMM, dimensions: {M: 64, N: 96, K: 80}}]}
hardware:
  pe: {count: 16}
  memories:
    - {name: DRAM}
    - {name: L2, capacity_bytes: 65536, fill: {bytes_per_cycle: 8, latency: 20}, drain: {bytes_per_cycle: 8, latency: 20}}
    - {name: L1, capacity_bytes: 512, fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}}
mapping:
  parameters: {rows: 16, depth: 20}
  nodes:
    - {temporal: M, tile: rows}
    - {store: [Weight, Input, Output], in: L2}
    - {temporal: N, tile: pe.count}
    - {temporal: K, tile: depth}
    - {spatial: N, tile: 1, units: pe.count}
    - {temporal: M, tile: 1}
    - {store: [Weight, Input, Output], in: L1}
"""
several_layers = design.replace(
    "workload: {layers: [", "workload: {layers: [{name: small, type: GEMM, dimensions: {M: 8, N: 32, K: 40}}, ")
bandwidth = """
    - set: [hardware.memories.L1.fill.bytes_per_cycle, hardware.memories.L1.drain.bytes_per_cycle]
      name: bandwidth
      from: 1
      to: 32
      {}"""
space = """
space:
  name: products
  axes:
    - {set: hardware.pe.count, values: [8, 16, 24, 32]}
    - {set: mapping.parameters.depth, values: ["min(K, 8)", "5", "2 * 5"]}""" + bandwidth.format("factor: 2") + """
    - {set: hardware.memories.L1.capacity_bytes, from: 16, to: 128, step: 16}
    - {set: hardware.memories.L2.capacity_bytes, from: 8192, to: 32768, step: 4096}
"""
wide_space = """
space:
  name: many
  axes:
    - {set: hardware.pe.count, values: [4, 8, 12, 16, 20, 24, 28, 32]}
    - {set: mapping.parameters.depth, values: [2, 4, 5, 8, 10, 16, 20, 40]}
    - {set: mapping.parameters.rows, values: [4, 8, 16, 32]}""" + bandwidth.format("step: 1") + """
    - {set: hardware.memories.L1.capacity_bytes, from: 16, to: 512, step: 16}
    - {set: hardware.memories.L2.capacity_bytes, from: 4096, to: 65536, step: 4096}
"""
units = {"pJ": 1, "nJ": 1e3, "µJ": 1e6, "mJ": 1e9, "mm²": 1e6, "µm²": 1, "mW": 1, "µW": 1e-3,
         "MACs/cycle/mm²": 1, "cycles": 1}
figures = {"cycles (maestro)": "cycles", "exact cycles": "exact_cycles", "energy": "energy_pj",
           "EDP": "edp_pj_cycles", "area": "area_um2", "power": "power_mw",
           "throughput / area": "macs_per_cycle_mm2"}


def written(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def rendered(exploration, folder, name):
    data, page = os.path.join(folder, name + ".json"), os.path.join(folder, name + ".html")
    with open(data, "w") as file:
        json.dump(exploration, file)
    return page, subprocess.run([render, data, page], capture_output=True, text=True)


def energy_of(parts, key=()):
    """All amounts of an energy, with the keys that lead to them."""
    for name, part in parts.items():
        if isinstance(part, dict):
            yield from energy_of(part, (*key, name))
        else:
            yield (*key, name), part


class Page(page_case.PageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.found, cls.page = cls.explored("products", design, space, "--objective", "cycles,area",
                                           "--max-area", "1", "--verify", "6")

    @classmethod
    def explored(cls, name, design_text, space_text, *arguments):
        """The JSON of a search, and its page."""
        folder = os.path.join(cls.folder.name, name + "'s folder")
        os.makedirs(folder, exist_ok=True)
        page, data = os.path.join(folder, "page.html"), os.path.join(folder, "found.json")
        subprocess.run([counterpoint, "explore", written(folder, "space.yaml", space_text),
                        written(folder, "design.yaml", design_text), *arguments, "--format", "json",
                        "--output", data, "--report", page, "--force"], check=True, capture_output=True)
        with open(data) as file:
            return json.load(file), page

    def show(self, exploration, **how):
        page, made = rendered({**exploration, "run": {"searched": 1, "seconds": 1}}, self.folder.name, "shown")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.browser.open(page, **how)

    def shown_numbers(self):
        return [number(row[0]) for row in self.cells("designs")]

    def numbers_where(self, holds):
        return [one["design"] for one in self.found["front"] if holds(one)]

    def point_of(self, position):
        """Where on the screen the chart of the front has a design."""
        place = self.option("front", "series.find((one) => one.name === 'front').data"
                                     f"[{position}].value")
        return self.place_of("front", f"convertToPixel({{ xAxisIndex: 0, yAxisIndex: 0 }}, {place})")

    def zoom(self):
        return [[zoom["startValue"], zoom["endValue"]]
                for zoom in self.option("front", "dataZoom.map(({startValue, endValue}) => ({startValue, endValue}))")]


class WhatItShows(Page):
    def test_it_holds_what_the_json_holds(self):
        data = data_of(self.page)
        run = data.pop("run")
        data.pop("density")
        self.assertEqual(data, self.found)
        self.assertEqual(run["searched"], self.found["searched"])

    def test_every_chart_is_drawn(self):
        self.browser.open(self.page)
        for chart in ("front", "parallel", "stacks", "energy", "accuracy", "ranks"):
            self.assertGreater(self.marks(chart), 15, chart)

    def test_the_counts_come_first_and_add_up(self):
        self.browser.open(self.page)
        found = self.found
        shown = self.browser.value(
            "[...document.querySelectorAll('#counts dd')].map((e) => e.firstChild.textContent)")
        self.assertEqual([number(text) for text in shown[:4]],
                         [found["searched"], found["evaluated"], found["valid"], len(found["front"])])
        rows = self.cells("fates")
        self.assertEqual([number(row[1]) for row in rows],
                         [found["pruned"]["illegal"], found["pruned"]["too_small"], found["pruned"]["too_large"],
                          found["evaluated"] - found["valid"], found["valid"] - len(found["front"]),
                          len(found["front"])])
        self.assertEqual(sum(number(row[1]) for row in rows), found["searched"])
        for row in rows:
            self.assertAlmostEqual(fraction(row[2]), number(row[1]) / found["searched"], delta=0.5001e-4)

    def test_whose_costs_these_are_is_said(self):
        self.browser.open(self.page)
        for line in self.found["costs"]:
            self.assertIn(line, self.text("#costs"))

    def test_the_table_has_every_design_of_the_front(self):
        self.browser.open(self.page)
        titles = self.headings("designs")
        names = self.browser.value("""[...document.querySelectorAll('#designs thead th')]
            .map((e) => e.querySelector('small')?.textContent)""")
        rows = self.cells("designs")
        self.assertEqual(self.shown_numbers(), [one["design"] for one in self.found["front"]])
        for row, one in zip(rows, self.found["front"]):
            for title, unit, text in list(zip(titles, names, row))[2:]:
                if title in one["values"]:
                    value = one["values"][title]
                    self.assertEqual(text if isinstance(value, str) else number(text), value)
                else:
                    size = units[unit.removesuffix(" · cycles")] if unit != "cycles" else 1
                    decimals = len(text.split(".")[1]) if "." in text else 0
                    self.assertAlmostEqual(real(text), one[figures[title]] / size, delta=0.5001 * 10 ** -decimals)

    def test_the_axes_are_those_of_the_space(self):
        self.browser.open(self.page)
        self.assertEqual([(row[0], row[1], number(row[2]), row[5]) for row in self.cells("axes")],
                         [(axis["name"], axis["kind"], axis["values"], ", ".join(axis["set"]))
                          for axis in self.found["axes"]])

    def test_stacks_and_energy_are_those_of_the_json(self):
        self.browser.open(self.page, at=f"#design={self.found['front'][2]['design']}")
        one = self.found["front"][2]
        series = self.option("stacks", "series.map(({name, data}) => [name, data])")
        self.assertEqual([sum(data[way] for _, data in series) for way in (0, 1)],
                         [one["cycles"], one["exact_cycles"]])
        self.assertEqual(dict(series)["compute"][:2], [one["cycle_stack"]["compute"],
                                                   one["exact_cycle_stack"]["compute"]])
        self.assertEqual(dict(series)["L1 fill transfer"][:2],
                         [one[stack]["waiting"]["L1"]["fill_transfer"]
                          for stack in ("cycle_stack", "exact_cycle_stack")])
        amounts = dict(energy_of(one["energy"]))
        for by, place in (("tensor", 2), ("cause", 3)):
            self.browser.value(f"""[...document.querySelectorAll('.switch button')]
                .find((button) => button.textContent === 'by {by}').click()""")
            shown = dict(self.option("energy", "series.map(({name, data}) => [name, data])"))
            places = self.option("energy", "yAxis[0].data")
            for name, data in shown.items():
                for where, amount in zip(places, data):
                    wanted = sum(v for key, v in amounts.items() if key[0] != "pe" and key[1] == where
                                 and key[place] == name)
                    if where == "PEs":
                        wanted = sum(v for key, v in amounts.items() if key[0] == "pe" and (
                            key[2] == name or (key[1] == "no_tensor" and name == "of no tensor")))
                    self.assertAlmostEqual(amount, wanted, delta=1e-6 * max(1, wanted))
            total = sum(sum(data) for data in shown.values())
            self.assertAlmostEqual(total, one["energy_pj"], delta=1e-9 * total + 0.1)

    def test_behind_the_front_every_valid_design_is_counted_once(self):
        self.browser.open(self.page)
        cells = self.option("front", "series.find((one) => one.name === 'valid').data.map((one) => one.value)")
        self.assertEqual(sum(cell[4] for cell in cells), self.found["valid"])
        for one in self.found["front"]:
            x, y = math.log10(one["cycles"]), math.log10(one["area_um2"] / 1e6)
            self.assertEqual(len([cell for cell in cells if cell[0] <= x < cell[1] and cell[2] <= y < cell[3]]), 1)
        self.browser.value("""(() => { const box = document.querySelectorAll('.settings select')[1];
            box.value = [...box.options].find((one) => one.text === 'power').value;
            box.dispatchEvent(new Event('change')); })()""")
        self.assertEqual(self.option("front", "series.filter((one) => one.name === 'valid').length"), 0)

    def test_names_are_text_and_never_markup(self):
        hostile = copy.deepcopy(self.found)
        name = "<img src=x onerror=alert(1)></script>&amp;"
        hostile["space"] = name
        hostile["arguments"] = [name]
        hostile["axes"][1]["name"] = name
        for one in (*hostile["front"], *hostile["verification"]["designs"]):
            one["values"] = {name if key == "depth" else key: value for key, value in one["values"].items()}
        self.show(hostile)
        self.assertIn(name, self.headings("designs"))
        self.assertEqual(self.browser.value("document.images.length"), 0)


class WhatItDoes(Page):
    def setUp(self):
        super().setUp()
        self.browser.open(self.page)

    def test_the_pointer_on_a_design_shows_what_it_is(self):
        one = self.found["front"][1]
        self.mouse("mouseMoved", *self.point_of(1))
        self.browser.until(lambda: self.browser.value("!!document.querySelector('#front .tip')"), "a tip is shown")
        lines = dict(self.browser.value("""[...document.querySelectorAll('#front .tip div')]
            .map((line) => [...line.children].map((part) => part.textContent))"""))
        for name, value in one["values"].items():
            self.assertEqual(lines[name] if isinstance(value, str) else number(lines[name]), value)
        self.assertEqual(number(lines["cycles (maestro)"]), one["cycles"])
        self.assertEqual(number(lines["exact cycles"]), one["exact_cycles"])

    def test_a_click_on_a_design_shows_its_stack(self):
        position = len(self.found["front"]) - 2
        one = self.found["front"][position]
        self.press_at(*self.point_of(position))
        self.browser.until(lambda: number(self.text("#chosen h2").split(" ")[1]) == one["design"],
                           "the design is chosen")
        shown = self.option("stacks", "series.map(({data}) => data)")
        self.assertEqual([sum(data[way] for data in shown) for way in (0, 1)],
                         [one["cycles"], one["exact_cycles"]])
        self.assertIn(f"#design={one['design']}", self.browser.value("location.hash"))

    def test_rows_of_the_table_are_chosen_by_click_and_by_key(self):
        for how in ("row.click()", "(row.focus(), row.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'})))"):
            for position in (2, 1):
                self.browser.value(f"(() => {{ const row = document.querySelectorAll('#designs tbody tr')"
                                   f"[{position}]; {how}; }})()")
                one = self.found["front"][position]
                self.assertEqual(number(self.text("#chosen h2").split(" ")[1]), one["design"])
                self.assertEqual(self.browser.value(
                    "[...document.querySelectorAll('#designs tbody tr')].findIndex((row) => row.ariaSelected)"),
                    position)

    def test_ranges_of_the_panel_filter_charts_and_table(self):
        self.choose("[aria-label='pe.count from']", "1")
        steps = sorted({one["values"]["pe.count"] for one in self.found["front"]})
        wanted = self.numbers_where(lambda one: one["values"]["pe.count"] >= steps[1])
        self.assertEqual(self.shown_numbers(), wanted)
        self.assertLess(len(wanted), len(self.found["front"]))
        self.assertEqual(len(self.option("front", "series.find((one) => one.name === 'front').data")), len(wanted))
        self.assertEqual(len(self.option("front", "series.find((one) => one.name === 'left out').data")),
                         len(self.found["front"]) - len(wanted))
        middle = sorted(one["exact_cycles"] for one in self.found["front"])[len(self.found["front"]) // 2]
        self.choose("[aria-label='exact cycles to']", str(middle))
        self.assertEqual(self.shown_numbers(),
                         self.numbers_where(lambda one: one["values"]["pe.count"] >= steps[1]
                                            and one["exact_cycles"] <= middle))
        self.click("#reset-filters")
        self.assertEqual(self.shown_numbers(), [one["design"] for one in self.found["front"]])

    def test_words_are_filtered_too(self):
        words = sorted({one["values"]["depth"] for one in self.found["front"]},
                       key=self.found["axes"][1]["words"].index)
        if len(words) < 2:
            self.fail("the front should have several words")
        self.choose("[aria-label='depth to']", "0")
        self.assertEqual(self.shown_numbers(), self.numbers_where(lambda one: one["values"]["depth"] == words[0]))

    def test_a_range_drawn_on_an_axis_is_a_filter(self):
        place = "getModel().getComponent('parallel', 0).coordinateSystem.dataToPoint({}, 'dim{}')"
        at = self.browser.value("[...echarts.getInstanceByDom(document.getElementById('parallel')).getOption()"
                                ".parallelAxis].map((one) => one.id).indexOf('cycles')")
        cycles = sorted(one["cycles"] for one in self.found["front"])
        self.assertEqual(self.option("parallel", f"parallelAxis[{at}].name"), "cycles (maestro)")
        begin, end = (self.place_of("parallel", place.format(value, at))
                      for value in (cycles[0], (cycles[2] + cycles[3]) / 2))
        self.drag([begin[0], begin[1] + 6], end)
        wanted = self.numbers_where(lambda one: one["cycles"] <= cycles[2])
        self.browser.until(lambda: self.shown_numbers() == wanted, "the table shows the range")
        self.assertTrue(self.browser.value("document.querySelector(\"[aria-label='cycles (maestro) to']\").value"))
        self.click("#reset-filters")
        self.browser.until(lambda: self.shown_numbers() == [one["design"] for one in self.found["front"]],
                           "all are shown again")

    def test_zooming_shows_a_part_and_all_again(self):
        whole = self.zoom()
        self.click("#zoom-in")
        for (low, high), (least, most) in zip(self.zoom(), whole):
            self.assertAlmostEqual(high - low, (most - least) / 2, delta=1e-6 * (most - least))
        self.click("#zoom-out")
        self.check_zoom(whole)
        self.click("#zoom-box")
        begin, end = self.point_of(1), self.point_of(4)
        self.drag([begin[0] - 4, begin[1] - 4], [end[0] + 4, end[1] + 4])
        self.browser.until(lambda: self.zoom() != whole, "the box is seen")
        x, y = self.zoom()
        for position in (1, 4):
            one = self.found["front"][position]
            self.assertTrue(x[0] <= math.log10(one["cycles"]) <= x[1])
            self.assertTrue(y[0] <= math.log10(one["area_um2"] / 1e6) <= y[1])
        self.assertFalse(x[0] <= math.log10(self.found["front"][-1]["cycles"]) <= x[1])
        self.click("#zoom-all")
        self.check_zoom(whole)

    def check_zoom(self, wanted):
        for ends, of_axis in zip(self.zoom(), wanted):
            for end, other in zip(ends, of_axis):
                self.assertAlmostEqual(end, other, places=9)

    def test_other_figures_stand_on_the_axes_linear_or_not(self):
        for which, title, key, size in (("x", "energy", "energy_pj", 1e6), ("y", "power", "power_mw", 1)):
            self.browser.value(f"""(() => {{
                const box = document.querySelectorAll('.settings select')['xy'.indexOf('{which}')];
                box.value = [...box.options].find((one) => one.text === '{title}').value;
                box.dispatchEvent(new Event('change')); }})()""")
            self.click(f"#log-{which}")
            shown = self.option("front", "series.find((one) => one.name === 'front').data.map((one) => one.value)")
            for value, one in zip(shown, self.found["front"]):
                self.assertAlmostEqual(value["xy".index(which)], one[key] / size, delta=1e-9 * one[key])

    def test_colours_follow_a_column(self):
        colours = "series.find((one) => one.name === 'front').data.map((one) => one.itemStyle.color)"
        self.assertEqual(len(set(self.option("front", colours))), 1)
        self.browser.value("""(() => { const box = document.querySelectorAll('.settings select')[2];
            box.value = [...box.options].find((one) => one.text === 'pe.count').value;
            box.dispatchEvent(new Event('change')); })()""")
        counts = [one["values"]["pe.count"] for one in self.found["front"]]
        shown = self.option("front", colours)
        self.assertEqual(len(set(zip(counts, shown))), len(set(counts)))
        self.assertEqual(len(set(shown)), len(set(counts)))
        self.assertEqual(self.browser.value("document.querySelectorAll('#colour-key .chip').length"), len(set(counts)))

    def test_the_copied_command_makes_the_design_again(self):
        self.browser.value("""Object.defineProperty(navigator, 'clipboard',
            { value: { writeText: async (text) => { window.copied = text; } } })""")
        for position in range(len(self.found["front"])):
            self.click(f"#designs tbody tr:nth-child({position + 1}) button")
            self.browser.until(lambda: self.browser.value("window.copied"), "the command is copied")
            command = self.browser.value("(() => { const text = window.copied; window.copied = null; return text; })()")
            self.check_command(command + " --format json", self.found["front"][position], "cycles")
        self.click("#designs tbody tr:nth-child(2)")
        self.check_command(self.text("#command-simulate") + " --format json", self.found["front"][1], "exact_cycles")

    def check_command(self, command, one, cycles):
        ran = subprocess.run(["bash", "-c", 'counterpoint() { "$PROGRAM" "$@"; }; ' + command],
                             env={**os.environ, "PROGRAM": counterpoint}, capture_output=True, text=True)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(json.loads(ran.stdout)["total"]["cycles"], one[cycles])


class WhatWasSimulated(Page):
    def test_numbers_are_those_of_the_json(self):
        self.browser.open(self.page)
        verification = self.found["verification"]
        shown = self.browser.value("[...document.querySelectorAll('#trust dd')].map((e) => e.firstChild.textContent)")
        self.assertEqual(number(shown[0]), len(verification["designs"]))
        self.assertAlmostEqual(real(shown[1]), verification["rank_correlation"], delta=0.5001e-3)
        self.assertAlmostEqual(fraction(shown[2]), verification["regret"], delta=0.5001e-4)
        rows = self.cells("verified")
        titles = self.headings("verified")
        at = titles.index("Estimated")
        by = {key: sorted(one[key] for one in verification["designs"]) for key in ("cycles", "simulated_cycles")}
        self.assertEqual([[number(text) for text in (row[0], *row[at:at + 3], *row[at + 4:])] for row in rows],
                         [[one["design"], one["cycles"], one["exact_cycles"], one["simulated_cycles"],
                           by["cycles"].index(one["cycles"]) + 1,
                           by["simulated_cycles"].index(one["simulated_cycles"]) + 1]
                          for one in verification["designs"]])

    def test_a_click_on_one_shows_its_three_stacks(self):
        self.browser.open(self.page)
        beside = [one for one in self.found["verification"]["designs"]
                  if one["design"] not in [other["design"] for other in self.found["front"]]]
        self.assertGreater(len(beside), 0)
        row = self.found["verification"]["designs"].index(beside[0]) + 1
        self.click(f"#verified tbody tr:nth-child({row})")
        series = self.option("stacks", "series.map(({data}) => data)")
        self.assertEqual([sum(data[way] for data in series) for way in range(3)],
                         [beside[0][key] for key in ("cycles", "exact_cycles", "simulated_cycles")])
        self.assertIn("Not on the front", self.text("#chosen p"))

    def test_without_it_nothing_of_it_is_shown(self):
        bare = copy.deepcopy(self.found)
        del bare["verification"]
        self.show(bare)
        self.assertFalse(self.browser.value("!!document.getElementById('verification')"))
        self.assertEqual(len(self.option("stacks", "yAxis[0].data")), 2)


class FrontsOfAllSizes(Page):
    def test_a_front_of_one_design(self):
        found, page = self.explored("one", design, space, "--objective", "cycles")
        self.assertEqual(len(found["front"]), 1)
        self.browser.open(page)
        self.assertEqual(self.shown_numbers(), [found["front"][0]["design"]])
        self.assertGreater(self.marks("stacks"), 15)
        self.click("#zoom-in")
        self.click("#zoom-all")

    def test_a_front_of_more_than_a_thousand_designs(self):
        found, page = self.explored("many", design, wide_space, "--objective", "cycles,area,energy,power")
        self.assertGreater(len(found["front"]), 1000)
        self.browser.open(page)
        self.assertEqual(len(self.cells("designs")), 100)
        least = min(one["energy_pj"] for one in found["front"])
        self.choose("[aria-label='energy to']", str(least / 1e6 * 1.001))
        wanted = [one["design"] for one in found["front"] if one["energy_pj"] <= least * 1.001]
        self.assertEqual(self.shown_numbers(), wanted[:100])
        without = next(one for one in found["front"] if "cycle_stack" not in one)
        self.assertEqual(found["front"].index(without), 1000)
        self.browser.open(page, at=f"#design={without['design']}")
        self.assertIn("first 1\u202f000", self.text("#stacks + figcaption"))
        one = found["front"][999]
        self.browser.open(page, at=f"#design={one['design']}")
        series = self.option("stacks", "series.map(({data}) => data)")
        self.assertEqual([sum(data[way] for data in series) for way in range(2)], [one["cycles"], one["exact_cycles"]])

    def test_several_layers_have_stacks_of_their_own(self):
        found, page = self.explored("layers", several_layers, space, "--objective", "edp,area", "--technology",
                                    "horowitz_45nm", "--verify", "3")
        self.browser.open(page)
        self.browser.value("""[...document.querySelectorAll('.switch button')]
            .filter((button) => button.textContent === 'each layer').forEach((button) => button.click())""")
        one = next(one for one in found["verification"]["designs"] if one["design"] == found["front"][0]["design"])
        series = self.option("stacks", "series.map(({stack, data}) => [stack, data])")
        for l, layer in enumerate(one["layers"]):
            self.assertEqual([sum(data[l] for stack, data in series if stack == str(way)) for way in range(3)],
                             [layer[key] for key in ("cycles", "exact_cycles", "simulated_cycles")])
        series = self.option("energy", "series.map(({data}) => data)")
        for l, layer in enumerate(one["layers"]):
            wanted = sum(amount for _, amount in energy_of(layer["energy"]))
            self.assertAlmostEqual(sum(data[l] for data in series), wanted, delta=1e-9 * wanted)
        self.assertEqual(self.option("stacks", "yAxis[0].data"), [layer["name"] for layer in one["layers"]])

    def test_a_timing_that_is_exact_has_one_stack_only(self):
        found, page = self.explored("exact", design, space, "--objective", "cycles,area", "--timing", "exact")
        self.browser.open(page)
        self.assertEqual(self.option("stacks", "yAxis[0].data"), ["exact"])
        self.assertEqual(self.shown_numbers(), [one["design"] for one in found["front"]])


class HowItLooks(Page):
    def test_light_and_dark_follow_the_reader(self):
        self.browser.open(self.page)
        self.assertGreater(self.lightness(":root", "backgroundColor"), 0.9)
        self.assertLess(self.lightness("#stacks text", "fill"), 0.5)
        self.browser.media(dark=True)
        self.browser.until(lambda: self.lightness("#stacks text", "fill") > 0.5, "text is light in the dark")
        self.assertLess(self.lightness(":root", "backgroundColor"), 0.15)

    def test_paper_is_white_and_holds_everything(self):
        self.browser.resize(760, 900)
        self.browser.open(self.page, dark=True)
        self.expect_all_on_white_paper()

    def test_a_narrow_window_scrolls_tables_and_not_the_page(self):
        self.browser.resize(400, 900)
        self.browser.open(self.page)
        self.assertLessEqual(self.browser.value("document.documentElement.scrollWidth"), 400)
        self.assertEqual(self.option("parallel", "parallel[0].layout"), "vertical")


if __name__ == "__main__":
    counterpoint, render = (os.path.abspath(program) for program in sys.argv[1:3])
    page_case.run(lambda folder: rendered({}, folder, "nothing")[1])
