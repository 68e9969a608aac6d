#!/usr/bin/python3
"""The list of EN 301 549's checks (docs/accessibility/en301549.toml) holds: it is well formed, each test it names
exists, and nine of ten checks of the product are made by tests.

    en301549_test.py            the tests
    en301549_test.py --report   the shares, and what does not pass whole
"""
import re
import subprocess
import sys
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "accessibility" / "en301549.toml"
AUTOMATED_AT_LEAST = 0.9

CASE = re.compile(r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
METHOD = re.compile(r"^    def (test_\w+)\(", re.M)
WEB_TEST = re.compile(r"^ *test\((['`])([^'`\\]+)\1", re.M)
FIELDS = {"clause", "title", "applies", "why", "tests", "by_hand", "result", "note"}


def names_in(file):
    """The names of the tests of a source file, in C++, Python or JavaScript."""
    text = file.read_text()
    if file.suffix == ".py":
        return set(METHOD.findall(text))
    if file.suffix == ".js":
        return {name for _, name in WEB_TEST.findall(text)}
    parts = [re.findall(r'"((?:[^"\\]|\\.)*)"', literal) for literal in CASE.findall(text)]
    return {"".join(part).replace('\\"', '"') for part in parts}


def missing_tests(check, root=ROOT):
    """Those of a check's tests that are nowhere in the sources."""
    missing = []
    for named in check.get("tests", []):
        file, _, name = named.partition(": ")
        if not (root / file).is_file() or name not in names_in(root / file):
            missing.append(named)
    return missing


def complaint(check):
    """What is wrong with the form of an entry; "" when nothing is."""
    unknown = set(check) - FIELDS
    if unknown or not {"clause", "title", "applies"} <= set(check):
        return f"has other fields than it should: {sorted(unknown)}"
    if not re.fullmatch(r"C\.(5|8|11)(\.\d+)+", check["clause"]):
        return "is no check of chapter 5, 8 or 11"
    applies = check["applies"]
    if applies == "product":
        if not check.get("tests") and not check.get("by_hand"):
            return "is checked neither by a test nor by hand"
        if check.get("result") not in ("pass", "partly", "fail"):
            return "has no result"
        if check["result"] != "pass" and not check.get("note"):
            return "does not pass whole, and does not say why"
    elif applies == "installation":
        if not check.get("by_hand") or not check.get("why") or "result" in check:
            return "needs a reason and a procedure, and has no result here"
    elif applies != "no" or not check.get("why") or check.get("tests"):
        return "applies to nothing and does not say why"
    return ""


def is_automated(check):
    return bool(check.get("tests")) and "by_hand" not in check


def share(checks):
    of_product = [check for check in checks if check["applies"] == "product"]
    return sum(map(is_automated, of_product)) / len(of_product)


def in_order(clause):
    return [int(number) for number in clause.split(".")[1:]]


class Form(unittest.TestCase):
    """The checking of the list, checked."""

    GOOD = {"clause": "C.5.7", "title": "Key repeat", "applies": "product", "result": "pass",
            "tests": ["tests/ui/window_test.cpp: a size is written as width x height"]}

    def test_an_entry_that_says_too_little_is_found(self):
        self.assertEqual("", complaint(self.GOOD))
        for change in ({"tests": []}, {"result": "well"}, {"result": "partly"}, {"applies": "no"},
                       {"applies": "installation"}, {"clause": "C.9.1"}, {"colour": "green"}):
            self.assertNotEqual("", complaint({**self.GOOD, **change}), change)

    def test_a_test_that_does_not_exist_is_found(self):
        self.assertEqual([], missing_tests(self.GOOD))
        for named in ("tests/ui/window_test.cpp: a window that flies", "tests/ui/no_test.cpp: a size",
                      "tests/accessibility/en301549_test.py: test_nothing"):
            self.assertEqual([named], missing_tests({"tests": [named]}))

    def test_a_name_of_two_lines_is_one_name(self):
        name = "services named in Georgian, in Arabic from right to left and in Chinese are readable on every kiosk"
        self.assertIn(name, names_in(ROOT / "tests/kiosk/view_test.cpp"))

    def test_what_is_done_by_hand_is_not_counted(self):
        by_hand = {**self.GOOD, "by_hand": "Look."}
        self.assertEqual(0.5, share([self.GOOD, by_hand, {"applies": "no"}, {"applies": "installation"}]))


class List(unittest.TestCase):
    def setUp(self):
        self.checks = tomllib.loads(LIST.read_text())["check"]

    def of(self, clause):
        return [check for check in self.checks if check["clause"].startswith(clause)]

    def test_each_check_says_how_it_stands(self):
        wrong = [f"{check.get('clause')} {said}" for check in self.checks if (said := complaint(check))]
        self.assertEqual([], wrong)

    def test_the_chapters_are_there_in_order_and_once(self):
        numbers = [in_order(check["clause"]) for check in self.checks]
        self.assertEqual(sorted(numbers), numbers)
        self.assertEqual(len(numbers), len(set(map(tuple, numbers))))
        # What V3.2.1 has: 16 clauses of speech, 17 of accessibility services, and so on.
        for clause, count in (("C.5.1.3.", 16), ("C.8.3.2.3.", 3), ("C.11.5.2.", 17), ("C.11.8.", 5)):
            self.assertEqual(count, len(self.of(clause)), clause)

    def test_every_test_that_is_named_exists(self):
        self.assertEqual([], [named for check in self.checks for named in missing_tests(check)])

    def test_nine_of_ten_checks_of_the_product_are_automated(self):
        self.assertGreaterEqual(share(self.checks), AUTOMATED_AT_LEAST)

    def test_closed_functionality_keeps_clause_5_1(self):
        results = {check["result"] for check in self.of("C.5.1.") if check["applies"] == "product"}
        self.assertNotIn("fail", results)
        [closed] = self.of("C.11.5.1")
        self.assertEqual("partly" if "partly" in results else "pass", closed["result"])

    def test_the_mounting_sheets_have_every_figure(self):
        figures = {"1200", "1400", "850", "1100", "400", "380", "1220", "1120", "510", "635", "760", "430", "230", "280",
                   "205", "685", "1015", "600", "65", "22.2"}
        for guide in ("kiosk.en.md", "kiosk.ru.md"):
            text = (ROOT / "docs" / "guides" / guide).read_text().replace(",", ".")
            text = re.sub(r"(\d)\.(\d{3})\b", r"\1\2", text)
            self.assertEqual(set(), figures - set(re.findall(r"\d+(?:\.\d+)?", text)), guide)

    def test_a_pad_of_digits_that_the_guides_allow_is_looked_at_on_site(self):
        for guide, digits in (("kiosk.en.md", "| digits, erase"), ("kiosk.ru.md", "| цифры, стереть")):
            self.assertIn(digits, (ROOT / "docs" / "guides" / guide).read_text())
        [keys] = self.of("C.8.4.1")
        self.assertEqual("installation", keys["applies"])

    def test_each_language_that_espeak_ng_does_not_know_whole_is_named(self):
        """Those without a voice, and those it reads without its full dictionary."""
        lacking = set()
        for code in ["en"] + [file.stem for file in (ROOT / "words" / "po").glob("??.po")]:
            tried = subprocess.run(["espeak-ng", "-q", "-x", "-v", code, "a"], capture_output=True, text=True, timeout=60)
            if tried.returncode != 0 or "dictionary" in tried.stderr:
                lacking.add(code)
        # In this list, in English and in Russian.
        names = {"be": ("Belarusian", "елорусск"), "tg": ("Tajik", "таджикск")}
        self.assertEqual(set(), lacking - set(names))
        [spoken] = self.of("C.5.1.3.14")
        for code in lacking:
            english, russian = names[code]
            self.assertIn(english, spoken["note"])
            for page, word in (("accessibility.md", english), ("guides/kiosk.en.md", english), ("guides/display.en.md", english),
                               ("accessibility.ru.md", russian), ("guides/kiosk.ru.md", russian),
                               ("guides/display.ru.md", russian)):
                self.assertIn(word, (ROOT / "docs" / page).read_text(), page)

    def test_what_is_checked_on_site_stands_on_the_mounting_sheets(self):
        for guide in ("kiosk.en.md", "kiosk.ru.md"):
            text = (ROOT / "docs" / "guides" / guide).read_text()
            missing = [check["clause"] for check in self.checks
                       if check["applies"] == "installation" and check["clause"][2:] not in text]
            self.assertEqual([], missing, guide)


def report():
    checks = tomllib.loads(LIST.read_text())["check"]
    kinds = {kind: [check for check in checks if check["applies"] == kind] for kind in ("product", "installation", "no")}
    automated = sum(map(is_automated, kinds["product"]))
    print(f"{len(checks)} checks: {len(kinds['product'])} of the product ({automated} by tests, {share(checks):.0%}), "
          f"{len(kinds['installation'])} where the kiosk stands, {len(kinds['no'])} do not apply")
    for check in kinds["product"]:
        if check["result"] != "pass" or not is_automated(check):
            print(f"  {check['clause']} {check['title']}: {check['result']}. "
                  f"{check.get('by_hand', '')} {check.get('note', '')}".rstrip())


if __name__ == "__main__":
    if sys.argv[1:] == ["--report"]:
        report()
    else:
        unittest.main()
