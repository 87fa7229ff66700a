#!/usr/bin/env python3
"""The check of the documents must refuse a document that says what is not so."""

import pathlib
import tempfile
import unittest

from check_documents import check_text, dead_links, updated


def check(text):
    with tempfile.TemporaryDirectory() as scratch:
        ran, wrong = check_text(text, pathlib.Path(scratch))
    return len(ran), wrong


def update(text):
    with tempfile.TemporaryDirectory() as scratch:
        ran, _ = check_text(text, pathlib.Path(scratch))
    return updated(text, ran)


def console(*lines):
    return "\n".join(["text", "```console", *lines, "```", "text"])


class CheckDocuments(unittest.TestCase):
    def test_right_output_passes(self):
        self.assertEqual(check(console("$ printf 'a\\nb\\n'", "a", "b")), (1, []))

    def test_wrong_output_is_named_with_its_line(self):
        ran, wrong = check(console("$ echo a", "b"))
        self.assertEqual(ran, 1)
        self.assertRegex(wrong[0], r"^line 3: echo a\n(.*\n)*-b\n\+a$")

    def test_missing_or_additional_output_is_wrong(self):
        self.assertEqual(len(check(console("$ true", "a"))[1]), 1)
        self.assertEqual(len(check(console("$ printf 'a\\nb\\n'", "a"))[1]), 1)

    def test_output_that_is_not_shown_is_not_compared(self):
        self.assertEqual(check(console("$ echo a", "$ echo b", "b")), (2, []))

    def test_an_ellipsis_stands_for_any_lines_but_no_others(self):
        self.assertEqual(check(console("$ seq 5", "1", "…", "5"))[1], [])
        self.assertEqual(len(check(console("$ seq 5", "1", "…", "6"))[1]), 1)

    def test_exit_code_is_zero_unless_shown(self):
        self.assertEqual(len(check(console("$ exit 2"))[1]), 1)
        self.assertEqual(check(console("$ echo a; exit 2", "a", "[exit 2]"))[1], [])
        self.assertEqual(len(check(console("$ true", "[exit 2]"))[1]), 1)

    def test_colours_are_wrong(self):
        self.assertEqual(len(check(console("$ printf '\\033[1ma\\n'"))[1]), 1)

    def test_a_command_may_go_on(self):
        self.assertEqual(check(console("$ echo a \\", "    b", "a b")), (1, []))

    def test_files_of_a_document_are_there(self):
        self.assertEqual(check("```yaml x.yaml\na: 1\n```\n" + console("$ cat x.yaml", "a: 1")), (1, []))

    def test_what_builds_is_not_run(self):
        self.assertEqual(check(console("$ scripts/test")), (0, []))

    def test_other_fences_are_left_alone(self):
        self.assertEqual(check("```sh\nexit 1\n```\n```\n$ exit 1\n```\n"), (0, []))

    def test_update_shows_what_comes_and_leaves_the_rest(self):
        before = console("$ seq \\", "  3", "0", "", "$ true", "$ seq 9", "…", "$ echo a", "b")
        after = console("$ seq \\", "  3", "1", "2", "3", "", "$ true", "$ seq 9", "…", "$ echo a", "a")
        self.assertEqual(update(before), after + "\n")

    def test_links_must_lead_somewhere(self):
        text = "[a](there.md) [b](there.md#part) [c](https://example.org) [d](#part) [e](not.md)"
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "there.md").touch()
            self.assertEqual(dead_links(text, folder), ["the link to not.md leads nowhere"])

    def test_an_open_fence_is_an_error(self):
        with self.assertRaises(ValueError):
            check("```console\n$ true\n")


if __name__ == "__main__":
    unittest.main()
