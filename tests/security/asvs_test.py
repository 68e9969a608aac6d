#!/usr/bin/python3
"""The list of OWASP ASVS (docs/security/asvs.toml) holds: each requirement of level 1 and 2 is there once, what it
names exists, and docs/security.md tells the same counts.

    asvs_test.py            the tests
    asvs_test.py --report   the counts, and what does not pass whole
"""
import re
import sys
import tomllib
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "accessibility"))
from en301549_test import missing_tests  # noqa: E402

LIST = ROOT / "docs" / "security" / "asvs.toml"
IDS = Path(__file__).with_name("asvs-5.0.0-ids.txt")
PAGES = [ROOT / "docs" / name for name in ("security.md", "security.ru.md")]
FIELDS = {"id", "title", "applies", "why", "tests", "document", "result", "note"}
RESULTS = ("pass", "partly", "fail", "open")


def ids_of_the_standard():
    """Id to level, in order."""
    lines = [line.split() for line in IDS.read_text().splitlines() if not line.startswith("#")]
    return {name: int(level) for name, level in lines}


def requirements():
    return tomllib.loads(LIST.read_text())["requirement"]


def missing_document(requirement, root=ROOT):
    """The document an entry names, when it or its heading is not there; "" otherwise."""
    file, _, heading = requirement.get("document", "").partition(": ")
    if not file:
        return ""
    if not (root / file).is_file():
        return file
    headings = re.findall(r"^#+ (.+)$", (root / file).read_text(), re.M)
    return "" if not heading or heading in headings else f"{file}: {heading}"


def complaint(requirement):
    """What is wrong with the form of an entry; "" when nothing is."""
    given = set(requirement)
    if given - FIELDS or not {"id", "title", "applies"} <= given:
        return f"has other fields than it should: {sorted(given)}"
    applies = requirement["applies"]
    if applies == "product":
        if requirement.get("result") not in RESULTS:
            return "has no result"
        if requirement["result"] != "pass" and not requirement.get("note"):
            return "does not pass whole, and does not say why"
        if requirement["result"] in ("pass", "partly") and not requirement.get("tests") and not requirement.get("document"):
            return "is neither tested nor documented"
    elif applies == "installation":
        if not requirement.get("why") or not requirement.get("document") or "result" in given:
            return "needs a reason and a document, and has no result here"
    elif applies != "no" or not requirement.get("why") or given & {"tests", "document", "result"}:
        return "applies to nothing and does not say why"
    return ""


def counts(listed):
    """How many of each result, and of those that are the installation's or nobody's."""
    return Counter(each.get("result", each["applies"]) for each in listed)


class Form(unittest.TestCase):
    """The checking of the list, checked."""

    GOOD = {"id": "v5.0.0-3.4.4", "title": "nosniff", "applies": "product", "result": "pass",
            "tests": ["tests/console/web_server_test.cpp: every answer carries the headers that keep a page safe"]}

    def test_an_entry_that_says_too_little_is_found(self):
        self.assertEqual("", complaint(self.GOOD))
        for change in ({"tests": []}, {"result": "well"}, {"result": "fail"}, {"applies": "no"},
                       {"applies": "installation"}, {"colour": "green"}):
            self.assertNotEqual("", complaint({**self.GOOD, **change}), change)
        self.assertNotEqual("", complaint({"id": "v5.0.0-4.3.1", "title": "GraphQL", "applies": "no"}))

    def test_what_does_not_exist_is_found(self):
        self.assertEqual([], missing_tests(self.GOOD))
        for named in ("tests/console/web_server_test.cpp: a moat", "tests/web/console_test.js: a moat", "tests/moat.py: test_it"):
            self.assertEqual([named], missing_tests({"tests": [named]}))
        self.assertEqual("", missing_document({"document": "protocol/SPEC.md: Limits"}))
        self.assertEqual("protocol/SPEC.md: Moats", missing_document({"document": "protocol/SPEC.md: Moats"}))
        self.assertEqual("docs/moats.md", missing_document({"document": "docs/moats.md"}))


class List(unittest.TestCase):
    def setUp(self):
        self.listed = requirements()

    def test_the_ids_beside_this_test_are_those_of_the_standard(self):
        """It has 70 requirements of level 1 and 183 more of level 2."""
        self.assertEqual({1: 70, 2: 183}, dict(Counter(ids_of_the_standard().values())))

    def test_each_requirement_is_there_once_and_in_order(self):
        self.assertEqual(list(ids_of_the_standard()), [each["id"] for each in self.listed])

    def test_each_requirement_says_how_it_stands(self):
        wrong = [f"{each.get('id')} {said}" for each in self.listed if (said := complaint(each))]
        self.assertEqual([], wrong)

    def test_every_test_that_is_named_exists(self):
        self.assertEqual([], [named for each in self.listed for named in missing_tests(each)])

    def test_every_document_that_is_named_exists(self):
        self.assertEqual([], [f"{each['id']} {named}" for each in self.listed if (named := missing_document(each))])

    def test_the_pages_tell_the_same_counts(self):
        counted = counts(self.listed)
        row = "| " + " | ".join(str(counted[kind]) for kind in (*RESULTS, "installation", "no")) + " |"
        for page in PAGES:
            self.assertIn(row, page.read_text(), f"{page.name} needs this row")


def print_counts(levels, listed):
    for level in (1, 2):
        counted = counts([each for each in listed if levels[each["id"]] == level])
        print(f"level {level}: " + ", ".join(f"{counted[kind]} {kind}" for kind in (*RESULTS, "installation", "no")))


def report(levels, listed):
    for each in listed:
        if each.get("result", "pass") != "pass":
            print(f"  {each['id']} (level {levels[each['id']]}) {each['title']}: {each['result']}. {each['note']}")


if __name__ == "__main__":
    print_counts(ids_of_the_standard(), requirements())
    if sys.argv[1:] == ["--report"]:
        report(ids_of_the_standard(), requirements())
    else:
        unittest.main()
