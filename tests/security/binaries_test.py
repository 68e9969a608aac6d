#!/usr/bin/python3
"""What the compiler and the linker lend a program of a release build: it lies at another place each time, its tables of
functions are closed once it runs, its stack has canaries, and copies of known size are checked."""
import os
import subprocess
import unittest
from pathlib import Path

BINARIES = Path(os.environ["OKNO_BIN"])
PROGRAMS = sorted(path for path in BINARIES.iterdir() if path.name == "okno" or path.name.startswith("okno-"))


def read(program, *flags):
    return subprocess.run(["readelf", "--wide", *flags, program], check=True, capture_output=True, text=True).stdout


class Programs(unittest.TestCase):
    def test_there_are_programs_to_look_at(self):
        self.assertIn("okno-console", [program.name for program in PROGRAMS])

    def each(self, holds):
        for program in PROGRAMS:
            with self.subTest(program.name):
                self.assertTrue(holds(program))

    def test_each_lies_at_another_place_each_time(self):
        self.each(lambda program: "DYN" in read(program, "--file-header").split("Type:")[1].splitlines()[0])

    def test_the_tables_of_each_are_closed_before_it_runs(self):
        self.each(lambda program: "GNU_RELRO" in read(program, "--program-headers"))
        self.each(lambda program: "NOW" in read(program, "--dynamic"))

    def test_no_stack_may_be_run(self):
        self.each(lambda program: "RWE" not in read(program, "--program-headers"))

    def test_each_has_canaries_and_checked_copies(self):
        self.each(lambda program: "__stack_chk_fail" in read(program, "--dyn-syms"))
        self.each(lambda program: "_chk@" in read(program, "--dyn-syms"))


if __name__ == "__main__":
    unittest.main()
