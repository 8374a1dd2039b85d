"""Tests of the study as one file."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "sierra-study"))

import amalgamate  # noqa: E402


class AmalgamTests(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def made(self, **files):
        files.setdefault("MiaIaStudy.cpp", '#include "sierrachart.h"\n#include "MiaIaA.h"\n#include "MiaIaB.h"\nend\n')
        for name, text in files.items():
            (self.folder / name.replace("_h", ".h")).write_bytes(text.encode("utf-8"))
        return amalgamate.amalgam(self.folder, "1.2.3").splitlines()

    def test_a_header_stands_once_where_it_is_first_included_and_those_of_the_system_stay(self):
        lines = self.made(MiaIaA_h='#pragma once\n#include <x>\n#include "MiaIaB.h"\na\n', MiaIaB_h="#pragma once\n#include <x>\nb\n")
        self.assertEqual(lines[0], '#include "sierrachart.h"')
        self.assertIn("1.2.3", lines[1])
        self.assertEqual(lines[2:], ["// MiaIaA.h", "#include <x>", "// MiaIaB.h", "#include <x>", "b", "a", "end"])

    def test_what_would_read_otherwise_in_one_file_is_refused(self):
        b = {"MiaIaB_h": "b\n"}
        for text, said in (
            ('#ifdef X\n#include "MiaIaB.h"\n#endif\n', "MiaIaA.h:2: MiaIaB.h is included under a condition"),
            ('#include "other.h"\n', "neither an own header"),
            ("#if X\n", "not closed"),
        ):
            with self.subTest(said), self.assertRaisesRegex(amalgamate.AmalgamError, said):
                self.made(MiaIaA_h=text, **b)
        with self.assertRaisesRegex(amalgamate.AmalgamError, "MiaIaC.h"):
            self.made(MiaIaA_h="", MiaIaC_h="", **b)
        with self.assertRaisesRegex(amalgamate.AmalgamError, "does not begin"):
            self.made(**{"MiaIaStudy.cpp": '// no\n#include "sierrachart.h"\n#include "MiaIaB.h"\n#include "MiaIaC.h"\n#include "MiaIaA.h"\n'})

    def test_the_version_is_the_products_and_the_studys_own_must_be_the_same(self):
        self.assertRegex(amalgamate.version(), r"^\d+\.\d+\.\d+$")
        self.assertIn(f'StudyVersion = "{amalgamate.version()}"', amalgamate.amalgam())
        with self.assertRaisesRegex(amalgamate.AmalgamError, "the study says version 1.2.2"):
            self.made(MiaIaA_h='StudyVersion = "1.2.2"\n', MiaIaB_h="")


if __name__ == "__main__":
    unittest.main()
