#!/usr/bin/env python3
"""The check of the table of shipped inputs must refuse a table that says what is not so."""

import unittest

from check_shipped_table import devices_of, differences, read_table

TABLE = """
| network | `rows` | `columns` |
|---|---|---|
| `net` | all | small |
| `other` | – | `small`, `large` |

| network | not read |
"""
NETWORKS, DATAFLOWS, DEVICES = ["net", "other"], ["columns", "rows"], ["large", "small"]


def truth(network, device, dataflow):
    refused = {("net", "large", "columns"), ("other", "large", "rows"), ("other", "small", "rows")}
    return 2 if (network, device, dataflow) in refused else 0


class CheckShippedTable(unittest.TestCase):
    def check(self, text=TABLE, networks=NETWORKS, dataflows=DATAFLOWS, code_of=truth):
        return differences(read_table(text), networks, dataflows, DEVICES, code_of)

    def test_a_true_table_passes(self):
        self.assertEqual(self.check(), [])

    def test_a_promise_that_is_not_kept_is_wrong(self):
        wrong = self.check(code_of=lambda network, *others: 2 if network == "net" else truth(network, *others))
        self.assertIn("net, rows, small: exit code 2, not 0", wrong)

    def test_what_fits_but_is_not_promised_is_wrong(self):
        self.assertEqual(
            self.check(TABLE.replace("small |", "– |", 1)), ["net, columns, small: exit code 0, not 2"]
        )

    def test_a_crash_is_wrong_where_nothing_fits(self):
        self.assertEqual(len(self.check(code_of=lambda *names: truth(*names) and 3)), 3)

    def test_everything_shipped_must_be_in_the_table(self):
        self.assertEqual(len(self.check(networks=[*NETWORKS, "third"])), 1)
        self.assertEqual(len(self.check(dataflows=["rows"])), 1)

    def test_unknown_devices_and_missing_tables_are_errors(self):
        with self.assertRaises(ValueError):
            devices_of("medium", DEVICES)
        with self.assertRaises(ValueError):
            read_table("nothing")


if __name__ == "__main__":
    unittest.main()
