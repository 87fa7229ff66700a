"""What tests of HTML pages share: a browser for each class of tests, and ways to look at a page."""

import json
import os
import sys
import tempfile
import unittest

import browser


def number(text):
    """The integer that a cell shows; None for one without a number."""
    digits = text.replace("\u202f", "").replace("\u2212", "-").replace("+", "")
    return None if digits == "–" else int(digits)


def real(text):
    """The number that a text begins with, its thousands apart."""
    shown = text.replace("\u2212", "-")
    end = 0
    while end < len(shown) and (shown[end] in "0123456789.-" or
                                (shown[end] == "\u202f" and shown[end + 1].isdigit())):
        end += 1
    return float(shown[:end].replace("\u202f", ""))


def fraction(text):
    return float(text.replace("\u202f", "").replace("\u2212", "-").rstrip("%")) / 100


def data_of(page):
    """The data that a page holds, as packing.hpp describes them."""
    with open(page) as file:
        text = file.read()
    begin = text.index('id="data">') + len('id="data">')
    stored = json.loads(text[begin:text.index("</script>", begin)])

    def unpacked(packed):
        if not isinstance(packed, list):
            return packed
        form, *values = packed
        if form == -1:
            return [unpacked(value) for value in values]
        if form == -2:
            return [value for value, count in zip(values[::2], values[1::2]) for _ in range(count)]
        return {key: unpacked(value) for key, value in zip(stored["shapes"][form], values)}

    return unpacked(stored["value"])


class PageCase(unittest.TestCase):
    """Whatever is looked at, the page reports no error and asks for nothing from elsewhere."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="counterpoint-page-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.browser = browser.Browser().__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.errors.clear()
        self.browser.requests.clear()
        self.browser.resize(1280, 900)

    def tearDown(self):
        self.assertEqual(self.browser.errors, [])
        self.assertEqual([r for r in self.browser.requests if not r.startswith(("file:", "about:", "data:"))],
                         [])

    def outside(self):
        """How many charts and tables reach beyond the right edge."""
        return self.browser.value("""[...document.querySelectorAll('.chart svg, .chart canvas, table')]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).length""")

    def cells(self, table):
        return self.browser.value(f"""[...document.querySelectorAll('#{table} tbody tr')]
            .map((row) => [...row.cells].map((cell) => cell.innerText))""")

    def headings(self, table):
        return self.browser.value(
            f"[...document.querySelectorAll('#{table} thead th .title')].map((e) => e.textContent)")

    def text(self, selector):
        return self.browser.value(f"document.querySelector({json.dumps(selector)}).textContent")

    def click(self, selector):
        self.browser.value(f"document.querySelector({json.dumps(selector)}).click()")

    def choose(self, selector, value):
        """What a reader does with a field: a new value, and a change."""
        self.browser.value(f"""(() => {{ const field = document.querySelector({json.dumps(selector)});
            field.value = {json.dumps(value)}; field.dispatchEvent(new Event('change')); }})()""")

    def marks(self, chart):
        """How many shapes and texts a chart drew."""
        return self.browser.value(f"document.querySelectorAll('#{chart} svg :is(path, text)').length")

    def option(self, chart, what):
        """A part of what a chart was told to draw."""
        return self.browser.value(
            f"echarts.getInstanceByDom(document.getElementById('{chart}')).getOption().{what}")

    def lightness(self, selector, what):
        colour = self.browser.value(
            f"getComputedStyle(document.querySelector({json.dumps(selector)})).{what}")
        return sum(float(part) for part in colour[colour.index("(") + 1:-1].split(",")[:3]) / 765

    def mouse(self, kind, x, y, **more):
        self.browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def press_at(self, x, y):
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def drag(self, begin, end):
        self.mouse("mouseMoved", *begin)
        self.mouse("mousePressed", *begin, button="left", clickCount=1)
        for step in range(1, 6):
            place = [a + (b - a) * step / 5 for a, b in zip(begin, end)]
            self.mouse("mouseMoved", *place, button="left", buttons=1)
        self.mouse("mouseReleased", *end, button="left", clickCount=1)

    def place_of(self, chart, call):
        """Where on the screen a chart has what `call` of it says, scrolled into the middle."""
        return self.browser.value(f"""(() => {{
            const place = document.getElementById('{chart}');
            place.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const corner = place.getBoundingClientRect();
            const [x, y] = echarts.getInstanceByDom(place).{call};
            return [corner.left + x, corner.top + y];
        }})()""")

    def expect_all_on_white_paper(self):
        self.browser.media(dark=True, kind="print")
        self.browser.until(lambda: self.lightness("#stacks text", "fill") < 0.5, "text is dark on paper")
        self.assertGreater(self.lightness(":root", "backgroundColor"), 0.99)
        self.browser.until(lambda: self.outside() == 0, "every chart and table is on the sheet")
        file = os.path.join(self.folder.name, "page.pdf")
        self.browser.paper(file)
        self.assertGreater(os.path.getsize(file), 20_000)


def run(render_nothing):
    """Runs the tests of the program. render_nothing(folder): the finished process that was to make a page of nothing.
    Exit code 77, which ctest takes as skipped, where there is no browser or no chart library."""
    if browser.program() is None:
        skip("there is no chromium; apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        tried = render_nothing(folder)
        if tried.returncode == 2:
            skip(tried.stderr.strip())
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)
