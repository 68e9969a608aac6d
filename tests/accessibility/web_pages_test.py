#!/usr/bin/python3
"""The list of WCAG 2.2's criteria for the web pages (docs/accessibility/web_pages.toml) holds: each of the 55 of levels A
and AA is there and says how it stands, and each test it names exists.

    web_pages_test.py            the tests
    web_pages_test.py --report   the shares, and what does not pass whole
"""
import re
import sys
import tomllib
import unittest

from en301549_test import ROOT, missing_tests

LIST = ROOT / "docs" / "accessibility" / "web_pages.toml"
FIELDS = {"criterion", "level", "title", "applies", "why", "tests", "by_hand", "result", "note"}
# How many criteria of A and AA each guideline of WCAG 2.2 has.
GUIDELINES = {"1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6, "3.1": 2, "3.2": 5,
              "3.3": 6, "4.1": 2}


def complaint(check):
    """What is wrong with the form of an entry; "" when nothing is."""
    unknown = set(check) - FIELDS
    if unknown or not {"criterion", "level", "title", "applies"} <= set(check):
        return f"has other fields than it should: {sorted(unknown)}"
    if check["level"] not in ("A", "AA"):
        return "is of no level that is asked for"
    if check["applies"] == "no":
        return "" if check.get("why") and "result" not in check else "applies to nothing and does not say why"
    if check["applies"] != "product":
        return "applies to nobody knows what"
    if bool(check.get("tests")) == bool(check.get("by_hand")):
        return "is checked either by tests or by hand"
    if check.get("result") not in (("open", "pass", "partly", "fail") if "by_hand" in check else ("pass", "partly", "fail")):
        return "has no result"
    if check["result"] in ("partly", "fail") and not check.get("note"):
        return "does not pass whole, and does not say why"
    return ""


class Form(unittest.TestCase):
    """The checking of the list, checked."""

    GOOD = {"criterion": "2.5.8", "level": "AA", "title": "Target Size (Minimum)", "applies": "product", "result": "pass",
            "tests": ["tests/web/roles_test.js: ${role}: every page in both languages, and nothing that is another’s"]}

    def test_an_entry_that_says_too_little_is_found(self):
        self.assertEqual("", complaint(self.GOOD))
        for change in ({"tests": []}, {"result": "open"}, {"result": "partly"}, {"applies": "no"}, {"level": "AAA"},
                       {"by_hand": "Look."}, {"colour": "green"}):
            self.assertNotEqual("", complaint({**self.GOOD, **change}), change)

    def test_a_test_of_the_pages_that_does_not_exist_is_found(self):
        self.assertEqual([], missing_tests(self.GOOD))
        [named] = self.GOOD["tests"]
        self.assertEqual([named[:-1]], missing_tests({"tests": [named[:-1]]}))


class List(unittest.TestCase):
    def setUp(self):
        self.checks = tomllib.loads(LIST.read_text())["check"]

    def test_each_criterion_says_how_it_stands(self):
        wrong = [f"{check.get('criterion')} {said}" for check in self.checks if (said := complaint(check))]
        self.assertEqual([], wrong)

    def test_the_criteria_are_there_in_order_and_once(self):
        numbers = [[int(part) for part in check["criterion"].split(".")] for check in self.checks]
        self.assertEqual(sorted(numbers), numbers)
        self.assertEqual(len(numbers), len(set(map(tuple, numbers))))
        counted = {guideline: sum(check["criterion"].startswith(guideline + ".") for check in self.checks)
                   for guideline in GUIDELINES}
        self.assertEqual(GUIDELINES, counted)
        self.assertEqual(55, len(self.checks))
        self.assertEqual(31, sum(check["level"] == "A" for check in self.checks))

    def test_every_test_that_is_named_exists(self):
        self.assertEqual([], [named for check in self.checks for named in missing_tests(check)])

    def test_the_tests_ask_axe_for_each_level(self):
        stage = (ROOT / "tests" / "web" / "stage.js").read_text()
        for tag in ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"):
            self.assertIn(f"'{tag}'", stage)

    def test_what_does_not_pass_whole_is_told_to_the_readers(self):
        """By its number, on both pages; and how many nobody has looked at yet."""
        lacking = [check["criterion"] for check in self.checks if check.get("result") in ("partly", "fail")]
        unseen = sum(check.get("result") == "open" for check in self.checks)
        for page in ("accessibility.md", "accessibility.ru.md"):
            text = (ROOT / "docs" / page).read_text()
            self.assertEqual([], [number for number in lacking if number not in text], page)
            self.assertTrue(re.search(rf"\b{unseen}\b", text), f"{page} does not say that {unseen} are open")


def report():
    checks = tomllib.loads(LIST.read_text())["check"]
    product = [check for check in checks if check["applies"] == "product"]
    print(f"{len(checks)} criteria: {len(product)} apply, {sum('tests' in check for check in product)} of them by tests, "
          f"{sum(check['result'] == 'open' for check in product)} are open")
    for check in product:
        if check["result"] != "pass":
            print(f"  {check['criterion']} {check['title']}: {check['result']}. {check.get('by_hand') or check['note']}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--report"]:
        report()
    else:
        unittest.main()
