"""The administrator's command as an administrator runs it: exit codes, sentences, and a real dispatcher."""
import contextlib
import csv
import json
import re
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from hall import BINARIES, Hall, end_with_parent, wait_until  # noqa: E402

OKNO = BINARIES / "okno"
EXAMPLE = ROOT / "deploy" / "plans" / "example.toml"


def okno(*arguments):
    return subprocess.run([OKNO, *arguments], capture_output=True, text=True, timeout=30)


class Follower:
    """A running `okno follow` whose lines are collected."""

    def __init__(self, hall, *more):
        command = [OKNO, "follow", "--keys", hall.keys.folder, "--commands", hall.commands, "--feed", hall.staff, *more]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        preexec_fn=end_with_parent)
        self.entries = []
        self.log = []
        self.readers = [threading.Thread(target=self.read_entries), threading.Thread(target=self.read_log)]
        for reader in self.readers:
            reader.start()

    def read_entries(self):
        for line in self.process.stdout:
            self.entries.append(json.loads(line))

    def read_log(self):
        for line in self.process.stderr:
            self.log.append(line)

    def kinds(self):
        return [entry["event"]["kind"] for entry in self.entries]

    def wait_following(self):
        wait_until(lambda: any("Following from" in line for line in self.log), 10, "okno follow is synchronised")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(10)
        for reader in self.readers:
            reader.join(10)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class PlanTest(unittest.TestCase):
    def test_a_right_plan_is_summarised(self):
        result = okno("plan", "check", EXAMPLE)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("no mistakes", result.stdout)
        self.assertIn("20 services, 8 windows", result.stdout)

    def test_a_language_whose_words_are_missing_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            plan = Path(folder) / "plan.toml"
            text = EXAMPLE.read_text()
            self.assertNotIn("warning", okno("plan", "check", EXAMPLE).stderr)
            for language, lacks in (("fr", True), ("kk", False)):
                plan.write_text(re.sub(r"\ben = ", f"{language} = ", text.replace('"en"', f'"{language}"')))
                result = okno("plan", "check", plan)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn("no mistakes", result.stdout)
                told = re.search(r'warning: the language "fr" lacks (\d+) of the (\d+) texts .* said in "ru"', result.stderr)
                self.assertEqual(bool(told), lacks, result.stderr)
                if told:
                    self.assertEqual(told[1], told[2])

    def test_a_wrong_plan_is_told_with_line_and_column(self):
        with tempfile.TemporaryDirectory() as folder:
            wrong = Path(folder) / "wrong.toml"
            lines = EXAMPLE.read_text().splitlines()
            line = lines.index('kind = "cashier"')
            lines[line] = 'kind = "cashir"'
            wrong.write_text("\n".join(lines) + "\n")
            result = okno("plan", "check", wrong)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f'{wrong}:{line + 1}:8: kind = "cashir": there is no such window kind; '
                      'expected one of specialist, cashier. Did you mean "cashier"?', result.stderr)
        self.assertEqual(result.stdout, "")


class SimulateTest(unittest.TestCase):
    def simulated(self, *more):
        run = okno("simulate", "--plan", EXAMPLE, "--days", "2", "--people", "human", "--json", *more)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_the_same_seed_gives_the_same_journal_and_another_seed_another(self):
        with tempfile.TemporaryDirectory() as folder:
            first, again, other = (Path(folder) / name for name in ("first", "again", "other"))
            figures = self.simulated("--seed", "5", "--journal", first)
            self.simulated("--seed", "5", "--journal", again)
            self.simulated("--seed", "6", "--journal", other)
            self.assertEqual(first.read_bytes(), again.read_bytes())
            self.assertNotEqual(first.read_bytes(), other.read_bytes())
            events = [json.loads(line) for line in first.read_text().splitlines()]
            self.assertEqual(len(events), figures["events"])
            self.assertEqual(sum(event["kind"] == "ticket_taken" for event in events), figures["issued"])

    def test_the_queue_s_length_over_time_is_the_sum_of_the_waits(self):
        for policy in ("arrival", "norm", "groups", "longest-queue", "c-mu"):
            figures = self.simulated("--policy", policy, "--day", "understaffed")
            self.assertEqual(figures["queue_length_ms"], figures["sum_of_waits_ms"])
            self.assertGreater(figures["served"], 100)

    def test_listed_arrivals_are_played(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as arrivals:
            arrivals.write("time,service\n09:30,payment\n10:00:30,contract\n")
            arrivals.flush()
            self.assertEqual(self.simulated("--arrivals", arrivals.name)["issued"], 4)

    def test_the_days_of_a_journal_are_played_again_with_its_service_times(self):
        with tempfile.TemporaryDirectory() as folder:
            journal = Path(folder) / "journal.jsonl"
            first = self.simulated("--journal", journal)
            again = self.simulated("--arrivals", journal, "--service-times", journal)
            self.assertEqual(again["issued"] + again["turned_away"], first["issued"])
            journal.write_text(journal.read_text() + '{"fact":"nonsense"}\n')
            wrong = okno("simulate", "--plan", EXAMPLE, "--arrivals", journal)
            self.assertEqual(wrong.returncode, 1)
            self.assertIn("journal.jsonl, line ", wrong.stderr)

    def test_what_is_wrong_is_told(self):
        self.assertNotEqual(okno("simulate", "--plan", EXAMPLE, "--day", "doomsday").returncode, 0)
        self.assertNotEqual(okno("simulate", "--plan", "/no/such/plan.toml").returncode, 0)


class KeysTest(unittest.TestCase):
    def test_keys_are_made_once_and_secrets_are_for_the_owner_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            keys = Path(folder) / "keys"
            self.assertEqual(okno("keys", "init", keys).returncode, 0)
            first = {file.name: file.read_bytes() for file in keys.iterdir()}
            for secret in keys.glob("*.secret"):
                self.assertEqual(secret.stat().st_mode & 0o777, 0o600, secret)
            self.assertEqual(okno("keys", "init", keys).returncode, 0)
            self.assertEqual(first, {file.name: file.read_bytes() for file in keys.iterdir()})

    def test_an_unknown_role_is_refused_and_changes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            result = okno("keys", "add", folder, "kiosk-2", "kioks")
            self.assertEqual(result.returncode, 1)
            self.assertIn('Did you mean "kiosk"?', result.stderr)
            self.assertEqual(os.listdir(folder), [])

    def test_revoking_nobody_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(okno("keys", "revoke", folder, "kiosk-1").returncode, 1)


class HallTest(unittest.TestCase):
    def test_keys_made_by_okno_open_the_hall(self):
        with tempfile.TemporaryDirectory() as folder, Hall() as hall:
            hall.kill("dispatcher")
            keys = Path(folder) / "keys"
            self.assertEqual(okno("keys", "init", keys).returncode, 0)
            self.assertEqual(okno("keys", "add", keys, "observer", "observer").returncode, 0)
            hall.keys.folder = keys
            hall.journal = Path(folder) / "journal.db"  # the old one is chained with the old folder's key
            hall.start("dispatcher")
            self.assertEqual(hall.client("kiosk-1", "public").command(
                "take_ticket", service="payment", language="ru").first("ticket_taken")["number"]["letter"], "P")

    def test_following_prints_each_event_once_also_across_a_restart_of_the_dispatcher(self):
        with Hall("dispatcher") as hall:
            follower = Follower(hall)
            try:
                follower.wait_following()
                client = hall.client()
                client.command("take_ticket", service="payment", language="ru")
                wait_until(lambda: "ticket_taken" in follower.kinds(), 5, "the ticket is printed")
                self.assertEqual(hall.kill("dispatcher", signal.SIGTERM), 0)
                hall.start("dispatcher")
                for _ in range(3):
                    client.command("take_ticket", service="payment", language="ru")
                wait_until(lambda: follower.kinds().count("ticket_taken") == 4, 10, "all four tickets are printed")
                numbers = [entry["number"] for entry in follower.entries]
                self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
            finally:
                code = follower.stop()
            self.assertEqual(code, 0, "".join(follower.log))

    def test_following_from_the_first_number_prints_the_whole_journal(self):
        with Hall("dispatcher") as hall:
            client = hall.client()
            for _ in range(5):
                client.command("take_ticket", service="payment", language="ru")
            follower = Follower(hall, "--from", "1")
            try:
                wait_until(lambda: follower.kinds().count("ticket_taken") == 5, 10, "the past is printed")
                self.assertEqual([entry["number"] for entry in follower.entries],
                                 list(range(1, len(follower.entries) + 1)))
                self.assertEqual(follower.kinds()[0], "plan_adopted")
            finally:
                self.assertEqual(follower.stop(), 0)

    def test_a_journal_is_verified_and_a_changed_row_is_found(self):
        with Hall("dispatcher") as hall:
            client = hall.client()
            for _ in range(5):
                client.command("take_ticket", service="payment", language="ru")
            busy = okno("journal", "verify", hall.journal, "--keys", hall.keys.folder)
            self.assertEqual(busy.returncode, 1, "a journal in use cannot be verified")
            hall.kill("dispatcher", signal.SIGTERM)
            right = okno("journal", "verify", hall.journal, "--keys", hall.keys.folder)
            self.assertEqual(right.returncode, 0, right.stderr)
            with sqlite3.connect(hall.journal) as database:
                database.execute("UPDATE event SET body = replace(body, 'payment', 'refund ') WHERE number = 4")
            database.close()
            wrong = okno("journal", "verify", hall.journal, "--keys", hall.keys.folder)
            self.assertEqual(wrong.returncode, 1)
            self.assertIn("4", wrong.stderr)

    def test_a_chain_head_written_down_confirms_the_journal_until_something_before_it_is_changed(self):
        with Hall("dispatcher") as hall:
            client = hall.client()
            for _ in range(5):
                client.command("take_ticket", service="payment", language="ru")
            kept = client.chain(4)
            self.assertEqual(client.chain(), client.chain(kept["head"]))
            hall.kill("dispatcher", signal.SIGTERM)

            def check(number, chain):
                return okno("journal", "check-head", hall.journal, str(number), chain, "--keys", hall.keys.folder)

            right = check(kept["number"], kept["chain"])
            self.assertEqual(right.returncode, 0, right.stderr)
            self.assertIn("nothing up to there was changed", right.stdout)
            for number, chain, told in ((5, kept["chain"], "another chain head"), (4, "0" * 32, "another chain head"),
                                        (99, kept["chain"], "there is no event 99"), (4, "head", "no chain head")):
                wrong = check(number, chain)
                self.assertEqual(wrong.returncode, 1, wrong.stdout)
                self.assertIn(told, wrong.stderr)
            with contextlib.closing(sqlite3.connect(hall.journal)) as database, database:
                database.execute("UPDATE event SET body = replace(body, 'payment', 'refund ') WHERE number = 3")
            changed = check(kept["number"], kept["chain"])
            self.assertEqual(changed.returncode, 1)
            self.assertIn("event 3", changed.stderr)

    def test_a_journal_that_is_not_there_is_not_made(self):
        with tempfile.TemporaryDirectory() as folder:
            result = okno("journal", "verify", Path(folder) / "journal.db", "--keys", folder)
            self.assertEqual(result.returncode, 1)
            self.assertEqual(os.listdir(folder), [])


class StatisticsTest(unittest.TestCase):
    def rows(self, file, question):
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return database.execute(question).fetchall()

    def test_statistics_are_made_anew_from_the_journal_of_a_running_hall_and_agree_with_their_visits(self):
        with tempfile.TemporaryDirectory() as folder, Hall("dispatcher") as hall:
            file = Path(folder) / "statistics.db"
            file.write_text("no database at all")
            client = hall.client()
            for _ in range(5):
                client.command("take_ticket", service="payment", language="ru")
            for taken in (5, 6):
                result = okno("statistics", "rebuild", file, "--journal", hall.journal)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertRegex(result.stdout, r"made anew from \d+ events")
                self.assertIn("100 %", result.stderr)
                self.assertEqual(self.rows(file, "SELECT SUM(issued) FROM hours"), [(taken,)])
                self.assertEqual(os.listdir(folder), ["statistics.db"])
                client.command("take_ticket", service="payment", language="ru")
            result = okno("statistics", "recount", file)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("every sum is that of its visits", result.stdout)
            result = okno("statistics", "recount", file, "--journal", hall.journal)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("every row is that of the journal", result.stdout)

    def test_a_sum_that_is_wrong_is_named(self):
        with tempfile.TemporaryDirectory() as folder, Hall("dispatcher") as hall:
            file = Path(folder) / "statistics.db"
            hall.client().command("take_ticket", service="payment", language="ru")
            self.assertEqual(okno("statistics", "rebuild", file, "--journal", hall.journal).returncode, 0)
            with contextlib.closing(sqlite3.connect(file)) as database, database:
                database.execute("UPDATE hours SET issued = 2")
            result = okno("statistics", "recount", file)
            self.assertEqual(result.returncode, 1)
            self.assertIn("the tables have 2 issued", result.stderr)
            self.assertIn("statistics rebuild", result.stderr)
            self.assertEqual(okno("statistics", "recount", file, "--to", "2000-01-01").returncode, 0)
            result = okno("statistics", "recount", file, "--journal", hall.journal)
            self.assertEqual(result.returncode, 1)
            self.assertIn("issued is '2', by the journal '1'", result.stderr)
            wrong = okno("statistics", "recount", file, "--from", "tomorrow")
            self.assertIn('"tomorrow" is no day', wrong.stderr)

    def test_a_file_that_a_program_has_open_is_not_replaced(self):
        with tempfile.TemporaryDirectory() as folder, Hall("dispatcher") as hall:
            file = Path(folder) / "statistics.db"
            self.assertEqual(okno("statistics", "rebuild", file, "--journal", hall.journal).returncode, 0)
            with contextlib.closing(sqlite3.connect(file)) as database:
                database.execute("PRAGMA journal_mode = WAL")
                before = database.execute("SELECT last_number FROM progress").fetchall()
                result = okno("statistics", "rebuild", file, "--journal", hall.journal)
                self.assertEqual(result.returncode, 1)
                self.assertIn("please stop the program that keeps it", result.stderr)
                self.assertEqual(database.execute("SELECT last_number FROM progress").fetchall(), before)
            self.assertFalse((Path(folder) / "statistics.db.new").exists())

    def test_what_is_no_journal_leaves_the_statistics_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            journal, file = Path(folder) / "journal.db", Path(folder) / "statistics.db"
            journal.write_text("no journal")
            file.write_text("whatever was there")
            result = okno("statistics", "rebuild", file, "--journal", journal)
            self.assertEqual(result.returncode, 1)
            self.assertIn("cannot be read as a journal", result.stderr)
            self.assertEqual(file.read_text(), "whatever was there")


class ReportTest(unittest.TestCase):
    """A hall with a few visits, one of them with an application whose reference looks like a formula."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.statistics = cls.folder / "statistics.db"
        cls.journal = cls.folder / "journal.db"
        with Hall("dispatcher") as hall:
            cls.plan = cls.folder / "plan.toml"
            cls.plan.write_text(hall.plan.read_text())
            client = hall.client()
            client.command("open_window", window=3, person="anna")
            for _ in range(3):
                client.command("take_ticket", service="contract", language="ru")
            gone = client.command("take_ticket", service="payment", language="ru").first("ticket_taken")["ticket"]
            client.command("cancel_ticket", ticket=gone)
            for outcome in ({"outcome": "resolved"}, {"outcome": "forwarded", "reference": "=1+1"}):
                client.command("call_next", window=3, person="anna")
                client.command("start_service", window=3, person="anna")
                client.command("finish_service", window=3, person="anna", **outcome)
            cls.chain = client.chain()
            cls.day = datetime.fromtimestamp(client.all_events()[-1]["event"]["at"] / 1000, hall.zone).date()
            built = okno("statistics", "rebuild", cls.statistics, "--journal", hall.journal)
            assert built.returncode == 0, built.stderr
            hall.kill("dispatcher", signal.SIGTERM)
            shutil.copy(hall.journal, cls.journal)

    def report(self, *flags, to=None):
        return okno("report", "--statistics", self.statistics, "--plan", self.plan, *flags, "--to", to or self.folder)

    def workbook(self, *flags):
        with tempfile.TemporaryDirectory() as folder:
            result = self.report(*flags, to=folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(os.listdir(folder), [Path(result.stdout.strip()).name], "nothing is left beside the report")
            return openpyxl.load_workbook(result.stdout.strip()), Path(result.stdout.strip()).name

    def test_a_spreadsheet_has_real_numbers_frozen_headers_and_pictures(self):
        book, name = self.workbook("--month", f"{self.day:%Y-%m}", "--language", "en")
        self.assertEqual(name, f"month-{self.day:%Y-%m}.xlsx")
        self.assertEqual(book.sheetnames, ["Summary", "Kinds of windows", "By day", "By hour", "Services", "Windows", "Operators",
                                           "Outcomes", "Categories", "Ratings", "Forwarded applications", "Definitions"])
        for sheet in book:
            self.assertIsNotNone(sheet.freeze_panes, sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", f"{sheet.title} {cell.coordinate} is a formula")
        summary = {row[0].value: row[1] for row in reversed(list(book["Summary"].iter_rows()))}  # of two kinds the first
        self.assertEqual(summary["Issued"].value, 4)
        self.assertEqual(summary["Served"].value, 2)
        self.assertEqual(summary["Mean wait"].number_format, "[h]:mm:ss")
        self.assertEqual(summary["Served within the norm of waiting"].number_format, "0.0%")
        self.assertIsInstance(summary["Served within the norm of waiting"].value, (int, float))
        day = next(row for row in book["By day"].iter_rows() if isinstance(row[0].value, datetime))
        self.assertEqual(day[0].value.date(), self.day)
        self.assertEqual([cell.value for cell in day[1:5]], [4, 2, 1, 0])
        forwarded = [row for row in book["Forwarded applications"].iter_rows() if row[0].value == "=1+1"]
        self.assertEqual(len(forwarded), 1)
        self.assertEqual(forwarded[0][0].data_type, "s")
        self.assertEqual((forwarded[0][6].value.date() - self.day).days, 30)

    def test_the_pictures_are_in_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.report("--day", str(self.day), to=folder)
            with zipfile.ZipFile(result.stdout.strip()) as packed:
                names = packed.namelist()
                text = packed.read("xl/workbook.xml").decode()
            self.assertIn("xl/charts/chart1.xml", names)
            for name in ("Итоги", "Виды окон", "По часам", "Услуги", "Окна", "Сотрудники", "Определения"):
                self.assertIn(f'name="{name}"', text)

    def test_csv_opens_as_it_is_and_no_text_is_a_formula(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.report("--day", str(self.day), "--format", "csv", to=folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            raw = Path(result.stdout.strip()).read_bytes()
            self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
            rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
            self.assertIn(["Выдано", "4", ""], rows)
            self.assertTrue(any(row and row[0] == "'=1+1" for row in rows))
            self.assertFalse(any(field.startswith(("=", "+", "-", "@")) for row in rows for field in row))
            self.assertEqual(Path(result.stdout.strip()).stat().st_mode & 0o777, 0o640)

    def test_a_day_s_report_carries_the_chain_head_of_the_journal(self):
        book, _ = self.workbook("--day", str(self.day), "--journal", self.journal, "--language", "en")
        summary = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
        self.assertEqual(summary["Events of the journal counted, up to number"], self.chain["number"])
        self.assertEqual(summary["Chain head of the journal at that number"], self.chain["chain"])

    def test_forwarded_applications_come_alone_with_both_deadlines(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.report("--forwarded", "--day", str(self.day), "--language", "en", to=folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            file = Path(result.stdout.strip())
            self.assertEqual(file.name, f"forwarded-{self.day}.xlsx")
            self.assertEqual(file.stat().st_mode & 0o777, 0o640)
            book = openpyxl.load_workbook(file)
            self.assertEqual(book.sheetnames, ["Forwarded applications"])
            row = next(row for row in book.active.iter_rows() if row[0].value == "=1+1")
            self.assertEqual(row[0].data_type, "s")
            self.assertEqual([(row[i].value.date() - self.day).days for i in (5, 6)], [1, 30])
            # Without a period: those whose answer is not overdue, as on the page.
            due = self.report("--forwarded", "--format", "csv", to=folder)
            self.assertEqual(due.returncode, 0, due.stderr)
            self.assertRegex(Path(due.stdout.strip()).name, r"^forwarded-due-\d{4}-\d\d-\d\d\.csv$")
            rows = list(csv.reader(Path(due.stdout.strip()).read_text("utf-8-sig").splitlines(), delimiter=";"))
            self.assertEqual([row[0] for row in rows[1:]], ["'=1+1"])
            none = self.report("--forwarded", "--day", "2001-01-01", to=folder)
            self.assertEqual(none.returncode, 0)
            self.assertIn("no application was forwarded in 2001-01-01", none.stderr)
            journal = self.report("--forwarded", "--journal", self.journal, to=folder)
            self.assertEqual(journal.returncode, 1)
            self.assertIn("please leave --journal out", journal.stderr)

    def test_a_file_that_is_there_is_never_overwritten(self):
        with tempfile.TemporaryDirectory() as folder:
            first = self.report("--quarter", f"{self.day:%Y}-Q{(self.day.month + 2) // 3}", to=folder)
            self.assertEqual(first.returncode, 0, first.stderr)
            file = Path(first.stdout.strip())
            file.write_text("mine")
            again = self.report("--quarter", f"{self.day:%Y}-Q{(self.day.month + 2) // 3}", to=folder)
            self.assertEqual(again.returncode, 1)
            self.assertIn("is there already", again.stderr)
            self.assertEqual(file.read_text(), "mine")
            self.assertEqual(os.listdir(folder), [file.name])

    def test_bad_input_gets_a_sentence_and_makes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            for flags, told in ((["--day", "2026-02-30"], '"2026-02-30" is no period for --day; please write it as 2026-03-02'),
                                (["--month", "2026-Q1"], "--month"), (["--quarter", "first"], "2026-Q1"), ([], "which period?"),
                                (["--day", "2026-03-02", "--year", "2026"], "one period only"),
                                (["--day", "2026-03-02", "--journal", self.plan], "cannot be read as a journal")):
                result = self.report(*flags, to=folder)
                self.assertEqual(result.returncode, 1, flags)
                self.assertIn(told, result.stderr)
            self.assertEqual(os.listdir(folder), [])
            nowhere = self.report("--day", "2026-03-02", to=Path(folder) / "nowhere")
            self.assertIn("is no folder", nowhere.stderr)
            missing = okno("report", "--statistics", Path(folder) / "none.db", "--day", "2026-03-02", "--to", folder)
            self.assertIn("there is no such file", missing.stderr)
            empty = self.report("--day", "2001-01-01", to=folder)
            self.assertEqual(empty.returncode, 0)
            self.assertIn("no ticket was issued", empty.stderr)


if __name__ == "__main__":
    unittest.main()
