#!/usr/bin/python3
"""What Prometheus reads at the console's /metrics, parsed as strictly as its text format 0.0.4 is written."""
import contextlib
import re
import sqlite3
import sys
import unittest
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import Hall, wait_until  # noqa: E402
from okno_client import take  # noqa: E402

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? ([0-9.eE+-]+|NaN|[+-]Inf)")


def parse(text):
    """{name: (type, {labels: value})}. Every line is HELP, TYPE or a sample; a family has both, once, before its
    samples; no sample is there twice; the text ends with a line feed."""
    assert text.endswith("\n"), "the last line does not end"
    families, helped, name = {}, set(), None
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            name, words = line[len("# HELP "):].split(" ", 1)
            assert re.fullmatch(NAME, name) and words and name not in helped, line
            helped.add(name)
        elif line.startswith("# TYPE "):
            typed, kind = line[len("# TYPE "):].split(" ")
            assert typed == name and kind in ("counter", "gauge") and typed not in families, line
            families[typed] = (kind, {})
        else:
            found = SAMPLE.fullmatch(line)
            assert found and found[1] == name and name in families, f"no sample of {name}: {line!r}"
            labels = tuple(sorted(re.findall(LABEL, found[2] or "")))
            assert labels not in families[name][1], f"twice: {line}"
            families[name][1][labels] = float(found[3])
    return families


def ask(hall, key=None, **headers):
    host, port = hall.web.split(":")
    connection = HTTPConnection(host, int(port), timeout=10)
    if key:
        headers["Authorization"] = f"Bearer {key}"
    connection.request("GET", "/metrics", headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Content-Type"), answer.read().decode()


class MetricsTest(unittest.TestCase):
    def value(self, name, **labels):
        wanted = tuple(sorted(f'{key}="{value}"' for key, value in labels.items()))
        return parse(ask(self.hall)[2])[name][1][wanted]

    def test_the_hall_is_told_in_figures_that_follow_it(self):
        with Hall("dispatcher", "console") as self.hall:
            client = self.hall.client()
            take(client, "contract")
            take(client, "contract")
            wait_until(lambda: "okno_waiting_visitors" in parse(ask(self.hall)[2]), 10, "the console knows the hall")
            wait_until(lambda: self.value("okno_waiting_visitors", service="contract") == 2, 10, "two wait")
            self.assertGreater(self.value("okno_longest_wait_seconds", service="contract"), 0)
            self.assertEqual(self.value("okno_blind"), 0)
            self.assertEqual(self.value("okno_hall_mode", mode="open"), 1)
            self.assertEqual(self.value("okno_hall_mode", mode="closed"), 0)
            client.command("open_window", window=3)
            wait_until(lambda: self.value("okno_windows", kind="specialist", post="open") == 1, 10, "a window is open")
            client.command("call_next", window=3)
            wait_until(lambda: self.value("okno_waits_today", kind="specialist") == 1, 10, "a wait has ended")
            wait_until(lambda: self.value("okno_visits_today", what="issued") == 2, 10, "two were issued")
            self.hall.kill("dispatcher")
            wait_until(lambda: self.value("okno_blind") == 1, 10, "the console is blind")

    def test_a_figure_that_is_not_that_of_the_journal_is_told(self):
        with Hall("dispatcher", "console") as self.hall:
            take(self.hall.client(), "contract")

            def differing():
                family = parse(ask(self.hall)[2]).get("okno_figures_differing")
                return family[1][()] if family else None

            wait_until(lambda: differing() == 0, 60, "the journal was read and compared with")
            self.hall.kill("console")
            with contextlib.closing(sqlite3.connect(self.hall.statistics)) as database, database:
                changed = database.execute("UPDATE norms SET wait_ms = wait_ms + 1").rowcount
            self.hall.start("console")
            wait_until(lambda: differing() == changed, 60, "each wrong norm is told")

    def test_requests_are_counted_and_the_memory_is_that_of_the_process(self):
        with Hall("dispatcher", "console") as self.hall:
            for _ in range(6):
                ask(self.hall)
            families = parse(ask(self.hall)[2])
            self.assertEqual(families["okno_http_requests_total"][0], "counter")
            route = ('route="/metrics"', 'status="200"')
            self.assertEqual(families["okno_http_requests_total"][1], {route: 6})  # this answer is counted when it is gone
            resident = families["process_resident_memory_bytes"][1][()]
            pid = self.hall.processes["console"].pid
            told = int(re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]) * 1024
            self.assertLess(abs(resident - told) / told, 0.2)

    def test_programs_elsewhere_need_a_key_of_their_own(self):
        with Hall("dispatcher", "console") as self.hall:
            metrics = self.hall.add_key("prometheus", "metrics")
            site = self.hall.add_key("site", "hall,ticket")
            self.assertEqual(ask(self.hall)[0], 200)
            proxied = {"X-Forwarded-For": "203.0.113.9"}
            for key, status in ((None, 401), ("okno_wrong", 401), (site, 403), (metrics, 200)):
                answered, kind, text = ask(self.hall, key, **proxied)
                self.assertEqual(answered, status)
                if status == 200:
                    self.assertEqual(kind, "text/plain; version=0.0.4; charset=utf-8")
                    parse(text)
                else:
                    self.assertNotIn("okno_", text)

    def test_the_parser_of_this_test_is_strict(self):
        good = '# HELP a A.\n# TYPE a gauge\na{b="c"} 1\n'
        self.assertEqual(parse(good), {"a": ("gauge", {('b="c"',): 1.0})})
        for bad in (good[:-1], good + 'a{b="c"} 2\n', "a 1\n", good.replace('"c"', "c"), good.replace("} 1", "}  1"),
                    good.replace(" 1", " one"), good + "\n", good.replace("# TYPE a gauge\n", "")):
            with self.assertRaises(AssertionError):
                parse(bad)


if __name__ == "__main__":
    unittest.main()
