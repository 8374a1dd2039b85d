"""What systemd is told of the engine; docs/operations/service.md promises it."""

import configparser
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class ServiceTests(unittest.TestCase):
    def setUp(self):
        unit = configparser.ConfigParser(strict=True, interpolation=None)
        unit.optionxform = str
        unit.read(ROOT / "tools/packaging/linux/miaia-engine.service", encoding="utf-8")
        self.unit, self.service = unit["Unit"], unit["Service"]

    def test_it_is_ready_when_it_says_so_and_ended_when_its_runner_is_stuck(self):
        self.assertEqual(self.service["Type"], "notify")
        self.assertEqual(self.service["WatchdogSec"], "20")

    def test_it_is_started_again_after_a_fault_however_often_and_not_where_that_changes_nothing(self):
        self.assertEqual(self.service["Restart"], "on-failure")
        self.assertEqual(self.unit["StartLimitIntervalSec"], "0")
        codes = (ROOT / "docs/operations/commands.md").read_text(encoding="utf-8")
        named = dict(re.findall(r"^\| (\d) \| (\w+) \|", codes, re.MULTILINE))
        never = [named[code] for code in self.service["RestartPreventExitStatus"].split()]
        self.assertEqual(never, ["BadSettings", "PortInUse", "SecondInstance"])

    def test_it_runs_as_a_user_of_its_own_in_a_folder_that_is_nobody_elses(self):
        self.assertEqual(self.service["User"], "miaia")
        self.assertEqual(self.service["StateDirectoryMode"], "0700")
        self.assertEqual(self.service["NoNewPrivileges"], "yes")


if __name__ == "__main__":
    unittest.main()
