#!/usr/bin/python3
"""okno-printer against the real dispatcher: real sockets, virtual paper, kill -9 at any moment."""
import collections
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import BINARIES, Hall, wait_until  # noqa: E402
from ticket_word import ticket_word  # noqa: E402

SETTLED = ("printed", "failed", "unknown")
NAME = re.compile(r"\d{4}-\d\d-\d\d_\d{6}_([A-Z]\d{3})(_copy)?(_\d+)?\.png")


class NetworkPrinter:
    """A raw port that is always well: it answers the status requests and, at the end of a job, the end mark."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.jobs = []
        self.close_in_next_job = False
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer:
                self.talk(peer)

    def talk(self, peer):
        waiting = b""
        while data := peer.recv(4096):
            waiting += data
            # No request can be inside a picture: that is what the program promises.
            while request := re.search(rb"\x10\x04[\x01-\x04]|\x1d\x56\x42\x00\x1d\x72\x01", waiting):
                before, waiting = waiting[:request.start()], waiting[request.end():]
                if request[0][0] == 0x1D:
                    self.jobs.append(before)
                peer.sendall(b"\x00" if request[0][0] == 0x1D else b"\x12")
            if self.close_in_next_job and b"\x1d\x76\x30\x00" in waiting:
                self.close_in_next_job = False
                return

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


class Printing:
    """A hall with a printer, a client that takes tickets as the kiosk would, and one that watches."""

    def __init__(self, port=None, slip="", flags=()):
        self.port = port
        self.slip = slip
        self.flags = flags

    def __enter__(self):
        self.hall = Hall("dispatcher")
        self.hall.printer_port = self.port or self.hall.printer_port
        self.hall.printer_flags = [*self.flags, "--logos", self.hall.folder]
        plan = self.hall.plan.read_text()
        self.hall.plan.write_text(plan.replace("[slip]\n", "[slip]\n" + self.slip))
        self.hall.__enter__()
        self.hall.start("printer-1")
        self.kiosk = self.hall.client("kiosk-1", feed="public")
        self.watcher = self.hall.client("observer").follow()
        return self

    def __exit__(self, *failure):
        self.hall.__exit__(*failure)

    def take(self, client=None, language="ru"):
        client = client or self.kiosk
        return client.command("take_ticket", service="meter-reading", language=language).first("ticket_taken")

    def wait_print(self, ticket, outcome, timeout=10):
        return self.watcher.wait(
            lambda f: ticket["ticket"] in f.tickets and f.tickets[ticket["ticket"]]["print"] == outcome, timeout)

    def wait_settled(self, timeout=20):
        self.watcher.wait(lambda f: f.synchronised and f.tickets
                          and all(t["print"] in SETTLED for t in f.tickets.values()), timeout)
        return {number(t): t["print"] for t in self.watcher.tickets.values()}

    def papers(self):
        """How many PNGs there are of each number, of a copy "A001_copy"; a name no ticket has is a failure."""
        names = [file.name for file in self.hall.paper.glob("*.png")]
        found = [NAME.fullmatch(name) for name in names]
        return collections.Counter(match[1] + (match[2] or "") for match in found)

    def reports(self, ticket):
        """What the hall was told of the ticket's paper, one after the other."""
        return [event["print"] for _, event, _ in self.watcher.heard
                if event and event["kind"] == "print_reported" and event["ticket"] == ticket["ticket"]]


def number(ticket):
    return f"{ticket['number']['letter']}{ticket['number']['ordinal']:03}"


class ProgramTest(unittest.TestCase):
    def test_a_ticket_taken_at_the_kiosk_becomes_paper_and_is_reported_printed(self):
        with Printing() as printing:
            ticket = printing.take()
            printing.wait_print(ticket, "printed")
            self.assertEqual(printing.papers(), {number(ticket): 1})
            reports = [event["print"] for _, event, _ in printing.watcher.heard
                       if event and event["kind"] == "print_reported"]
            self.assertIn(reports, (["printing", "printed"], ["printed"], []))  # as far as the watcher was there

    def test_the_slip_has_a_line_more_where_somebody_can_tell_how_long_the_wait_will_be(self):
        with Printing() as printing:
            def height_of_a_new_slip():
                ticket = printing.take()
                printing.wait_print(ticket, "printed")
                [paper] = printing.hall.paper.glob(f"*_{number(ticket)}.png")
                return int.from_bytes(paper.read_bytes()[20:24], "big")  # of the PNG's header

            line = 25  # dots at least; the digits of two numbers differ by a few
            height_of_a_new_slip()  # nobody is ahead: another sentence
            nobody_works = height_of_a_new_slip()
            self.assertLess(height_of_a_new_slip(), nobody_works + line)
            printing.hall.client("administrator").command("open_window", window=1)
            wait_until(lambda: height_of_a_new_slip() >= nobody_works + line, 20, "a wait stands on the slip")

    def test_the_code_on_a_slip_is_an_address_that_no_other_visitor_can_guess(self):
        for flags in ((), ("--profile", "epson-tm-t88v", "--text", "pc866"), ("--profile", "star-tsp650", "--text", "wpc1251"),
                      ("--profile", "star-tsp100")):
            with self.subTest(flags=flags), Printing(slip='qr = "https://okno.example/t/{id}"\n', flags=flags) as printing:
                for _ in range(3):
                    ticket = printing.take()
                    printing.wait_print(ticket, "printed")
                    [paper] = printing.hall.paper.glob(f"*_{number(ticket)}.png")
                    word = ticket_word(printing.hall.keys.folder, ticket["ticket"], ticket["at"])
                    self.assertRegex(word, r"^[A-Za-z0-9_-]{22}$")
                    self.assertEqual(self.code_on(paper), f"https://okno.example/t/{word}")

    def test_without_the_secret_of_the_words_no_code_is_printed_that_leads_nowhere(self):
        with Printing(slip='qr = "https://okno.example/t/{id}"\n') as printing:
            printing.hall.kill("printer-1")
            (printing.hall.keys.folder / "visitors.secret").unlink()
            printing.hall.start("printer-1")
            ticket = printing.take()
            printing.wait_print(ticket, "printed")
            [paper] = printing.hall.paper.glob(f"*_{number(ticket)}.png")
            self.assertEqual(self.code_on(paper), "")
            self.assertIn("no visitors.secret", printing.hall.log("printer-1").read_text())

    @staticmethod
    def code_on(paper):
        done = subprocess.run(["zbarimg", "--nodbus", "--quiet", "--raw", paper], capture_output=True, text=True, timeout=30)
        return done.stdout.strip()

    def test_the_logo_of_the_plan_is_printed_and_a_broken_one_is_left_out_and_told(self):
        def height(printing):
            ticket = printing.take()
            printing.wait_print(ticket, "printed")
            [paper] = printing.hall.paper.glob(f"*_{number(ticket)}.png")
            return int.from_bytes(paper.read_bytes()[20:24], "big")  # of the PNG's header

        with Printing() as printing:
            paper_with_nothing = height(printing)
            [picture] = printing.hall.paper.glob("*.png")
            logo = picture.read_bytes()
        for bytes_of_logo, taller in ((logo, 100), (logo[:-40], 0), (b"no picture", 0)):
            with self.subTest(size=len(bytes_of_logo)), Printing(slip='logo = "logo.png"\n') as printing:
                (printing.hall.folder / "logo.png").write_bytes(bytes_of_logo)
                found = height(printing)
                self.assertEqual(found > paper_with_nothing + 99, bool(taller))
                self.assertEqual("The logo is not printed" in printing.hall.log("printer-1").read_text(), not taller)

    def test_tickets_of_other_devices_are_not_printed(self):
        with Printing() as printing:
            other = printing.take(printing.hall.client("administrator"))
            ours = printing.take()
            printing.wait_print(ours, "printed")
            self.assertEqual(printing.watcher.tickets[other["ticket"]]["print"], "reserved")
            self.assertEqual(printing.papers(), {number(ours): 1})

    def test_thirty_tickets_at_once_are_all_printed_once(self):
        with Printing() as printing:
            tickets = [printing.take(language=random.choice(["ru", "en"])) for _ in range(30)]
            outcomes = printing.wait_settled()
            self.assertEqual(outcomes, {number(t): "printed" for t in tickets})
            self.assertEqual(printing.papers(), {number(t): 1 for t in tickets})

    def test_without_paper_a_ticket_fails_and_with_paper_the_next_one_prints(self):
        with Printing() as printing:
            printing.wait_print(printing.take(), "printed")
            (printing.hall.paper / "paper_end").touch()
            failed = printing.take()
            printing.wait_print(failed, "failed")
            (printing.hall.paper / "paper_end").unlink()
            printed = printing.take()
            printing.wait_print(printed, "printed")
            self.assertEqual(printing.watcher.tickets[failed["ticket"]]["print"], "failed")
            self.assertNotIn(number(failed), printing.papers())

    def test_a_network_printer_that_hangs_up_in_the_middle_prints_a_copy_and_no_second_number(self):
        printer = NetworkPrinter()
        with Printing(f"tcp:127.0.0.1:{printer.port}") as printing:
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(printer.jobs), 1)
            self.assertIn(b"\x1b\x40", printer.jobs[0])
            printer.close_in_next_job = True
            halved = printing.take()
            printing.watcher.wait(lambda f: len(printing.reports(halved)) == 4, 20)
            self.assertEqual(printing.reports(halved), ["printing", "unknown", "printing", "printed"])
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(printer.jobs), 3)  # the first, the copy and the last came out whole
            self.assertEqual(len(printing.watcher.tickets), 3)
        printer.close()

    def test_a_network_printer_that_is_not_there_fails_each_ticket_in_seconds(self):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with Printing(f"tcp:127.0.0.1:{port}") as printing:
            for ticket in [printing.take() for _ in range(5)]:
                printing.wait_print(ticket, "failed", timeout=5)

    def test_a_ticket_taken_while_the_printer_was_dead_is_printed_when_it_is_back(self):
        with Printing() as printing:
            printing.hall.kill("printer-1")
            ticket = printing.take()
            printing.hall.start("printer-1")
            printing.wait_print(ticket, "printed")
            self.assertEqual(printing.papers(), {number(ticket): 1})

    def test_a_ticket_left_in_printing_is_reported_unknown_and_not_printed(self):
        with Printing() as printing:
            printing.hall.kill("printer-1")
            ticket = printing.take()
            administrator = printing.hall.client("administrator")
            administrator.command("report_print", ticket=ticket["ticket"], print="printing")
            printing.hall.start("printer-1")
            printing.wait_print(ticket, "unknown")
            later = printing.take()
            printing.wait_print(later, "printed")
            self.assertEqual(printing.papers(), {number(later): 1})

    def test_a_dispatcher_that_restarts_costs_no_ticket(self):
        with Printing() as printing:
            tickets = [printing.take() for _ in range(5)]
            printing.hall.kill("dispatcher")
            printing.hall.start("dispatcher")
            tickets.append(printing.take())
            outcomes = printing.wait_settled()
            self.assertEqual(outcomes, {number(t): "printed" for t in tickets})
            self.assertEqual(printing.papers(), {number(t): 1 for t in tickets})

    def test_killed_at_random_moments_it_prints_no_ticket_twice_and_leaves_none_untold(self):
        seed = random.randrange(2**32)
        print(f"seed {seed}", file=sys.stderr)
        chance = random.Random(seed)
        with Printing() as printing:
            taken = []
            for _ in range(12):
                for _ in range(chance.randrange(1, 8)):
                    taken.append(number(printing.take()))
                printing.watcher.pump(chance.random() * 0.3)
                printing.hall.kill("printer-1")
                printing.hall.start("printer-1")
            outcomes = printing.wait_settled()
            print(dict(collections.Counter(outcomes.values())), file=sys.stderr)
            self.assertEqual(sorted(outcomes), sorted(taken))
            papers = printing.papers()
            self.assertTrue(all(count == 1 for count in papers.values()), papers)
            for name, outcome in outcomes.items():
                self.assertIn(outcome, ("printed", "unknown"))
                if outcome == "printed":
                    self.assertEqual(papers[name], 1, name)

    def test_it_ends_cleanly_when_asked_to_and_finishes_the_ticket_under_way(self):
        with Printing() as printing:
            ticket = printing.take()
            wait_until(lambda: printing.papers(), 10, "the paper comes out")
            self.assertEqual(printing.hall.kill("printer-1", signal.SIGTERM), 0)
            printing.wait_print(ticket, "printed")
        with Printing() as printing:
            wait_until(lambda: "Printing" in printing.hall.log("printer-1").read_text(), 10, "the printer works")
            started = time.monotonic()
            self.assertEqual(printing.hall.kill("printer-1", signal.SIGINT), 0)
            self.assertLess(time.monotonic() - started, 3)

    def test_a_revoked_or_missing_key_is_said_plainly(self):
        with Hall() as hall:
            (hall.keys.folder / "printer-1.secret").unlink()
            done = subprocess.run(hall.command_line("printer-1"), capture_output=True, text=True, timeout=10)
            self.assertEqual(done.returncode, 1)
            self.assertIn("printer-1.secret", done.stderr)

    def test_help_and_version(self):
        for flag, words in (("--help", "--profile"), ("--version", "okno")):
            done = subprocess.run([BINARIES / "okno-printer", flag], capture_output=True, text=True, timeout=10)
            self.assertEqual(done.returncode, 0)
            self.assertIn(words, done.stdout)


if __name__ == "__main__":
    unittest.main()
