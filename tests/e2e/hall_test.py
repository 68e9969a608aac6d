#!/usr/bin/python3
"""One hall over real sockets, spoken to by the independent client of protocol/SPEC.md."""
import signal
import subprocess
import threading
import time
import unittest

import zmq

from hall import BINARIES, Hall, Keys, wait_until
from okno_client import VERSION, Client, NoAnswer, Refused, make_request_id, take
from ports import free_port

NOBODY_ANSWERS = 1.5  # seconds after which silence counts as being turned away


def as_soon_as_allowed(report, timeout=10.0):
    """What the no-show gave that the hall accepted: right after a call it takes one for a slip of the finger."""
    until = time.monotonic() + timeout
    while True:
        try:
            return report()
        except Refused as refused:
            if refused.code != "no_show_too_soon" or time.monotonic() >= until:
                raise
            time.sleep(0.05)


class Refusals(unittest.TestCase):
    def assert_refused(self, code, action, *arguments, **fields):
        with self.assertRaises(Refused) as caught:
            action(*arguments, **fields)
        self.assertEqual(caught.exception.code, code)
        self.assertEqual(set(caught.exception.sentence), {"ru", "en"}, "a refusal is told in both languages")


class Visit(Refusals):
    def test_a_visit_is_seen_by_every_follower_from_the_ticket_to_the_end(self):
        with Hall() as hall:
            office = hall.client()
            boards = [hall.client("display-1", "public").follow(), office.follow()]
            ticket = take(hall.client("kiosk-1", "public"))
            self.assertEqual(ticket["number"], {"letter": "E", "ordinal": 1})
            self.assertEqual(ticket["device"], "kiosk-1")
            for board in boards:
                board.wait(lambda f: ticket["ticket"] in f.tickets)
                self.assertEqual(board.tickets[ticket["ticket"]]["at"]["stage"], "waiting")
            office.command("open_window", window=4, person="anna")
            called = office.command("call_next", window=4, person="anna").first("ticket_called")
            self.assertEqual(called["ticket"], ticket["ticket"])
            for board in boards:
                board.wait(lambda f: f.at_window(4) and f.calls[0]["number"] == ticket["number"])
            office.command("start_service", window=4, person="anna")
            last = office.command("finish_service", window=4, outcome="resolved", person="anna").events[-1]
            for board in boards:
                board.wait_for_number(last["number"])
                self.assertEqual(board.tickets, {})

    def test_folding_every_kind_of_event_gives_the_snapshot_on_both_feeds(self):
        with Hall() as hall:
            office, public = hall.client(), hall.client("display-1", "public")
            followers = {office: office.follow(), public: public.follow()}
            for follower in followers.values():
                follower.wait(lambda f: f.synchronised)
            self.one_of_everything(office)
            kinds = {entry["event"]["kind"] for entry in office.all_events()}
            # All but those that need time: ticket_expired, day_ended, park_reminded, return_lapsed, panic_escalated.
            self.assertEqual(len(kinds), 30, kinds)
            for client, follower in followers.items():
                snapshot = client.snapshot()
                follower.wait_for_number(snapshot["number"])
                self.assertEqual(follower.resyncs, 1, "nothing had to be asked again")
                self.assertEqual(follower.hall.as_state(), snapshot["state"])

    @staticmethod
    def one_of_everything(office):
        def at_window(kind, window=4, **fields):
            return office.command(kind, window=window, person="anna", **fields)

        at_window("open_window")
        at_window("open_window", 3)
        at_window("pause_window", 3, reason="lunch")
        for _ in range(7):
            take(office)
        first = at_window("call_next").first("ticket_called")["ticket"]
        office.command("report_print", ticket=first, print="printing")
        office.command("report_print", ticket=first, print="printed")
        at_window("recall")
        at_window("start_service")
        at_window("enter_stage", stage="matter")
        at_window("park_ticket", reason="looks for the passport")
        at_window("call_by_number", number={"letter": "E", "ordinal": 3})
        at_window("transfer_ticket", to={"service": "documents"}, reason="needs a certificate")
        at_window("resume_ticket", number={"letter": "E", "ordinal": 1})
        at_window("transfer_ticket", to={"window": 3}, reason="asks for Boris")
        at_window("call_next")
        at_window("finish_service", outcome="consultation")
        office.command("cancel_ticket", ticket=4)
        at_window("resume_window", 3)
        at_window("call_next", 3)
        at_window("park_ticket", 3, reason="")
        at_window("pause_window", 3, reason="break")
        at_window("call_next")
        at_window("transfer_ticket", to={"window": 3}, reason="")
        at_window("resume_window", 3)
        at_window("close_window", 3)  # who waited for it alone goes back
        at_window("call_next")
        plan = office.snapshot()["state"]["plan"]
        plan["calling"].update(no_show_not_before_s=1, return_within_s=600)
        plan["windows"] = [window for window in plan["windows"] if window["id"] != 8]
        plan["panic"]["zones"] = [zone for zone in plan["panic"]["zones"] if zone["window"] != 8]
        office.command("adopt_plan", plan=plan)
        missed = as_soon_as_allowed(lambda: at_window("report_no_show")).first("ticket_missed")["ticket"]
        number = {ticket["ticket"]: ticket["number"] for ticket in office.snapshot()["state"]["tickets"]}[missed]
        office.command("return_ticket", number=number)
        take(office, "documents", category="veterans")
        at_window("call_by_number", number=number)
        at_window("pause_window", reason="break")  # when this visitor has left, or not at all
        at_window("resume_window")
        at_window("add_step", service="documents", back=True)
        at_window("finish_service")
        at_window("close_window", sure=True)  # though somebody waits
        office.command("report_device", about="administrator", condition="ready")
        for kind, fields in (("raise_panic", {"zone": 7, "press": 1}), ("report_alarm", {"zone": 7, "press": 1, "accepted": True}),
                             ("raise_panic", {"zone": 12}), ("acknowledge_panic", {"zone": 7}), ("restore_panic", {"zone": 7}),
                             ("cancel_panic", {"zone": 12}), ("start_panic_test", {}), ("report_panic_test", {"passed": True})):
            office.command(kind, person="oleg", **fields)

    def test_the_public_feed_tells_no_names_and_no_reasons(self):
        with Hall() as hall:
            office, public = hall.client(), hall.client("printer-1", "public")
            take(office)
            secret = "a word for staff alone"
            office.command("open_window", window=4, person=secret)
            office.command("call_next", window=4, person=secret)
            board = public.follow()
            board.wait(lambda f: f.at_window(4))
            office.command("transfer_ticket", window=4, person=secret, to={"service": "documents"}, reason=secret)
            office.command("call_next", window=4, person=secret)
            office.command("park_ticket", window=4, person=secret, reason=secret)
            last = office.command("pause_window", window=4, person=secret, reason="lunch").events[-1]["number"]
            board.wait_for_number(last)
            told = str([board.heard, board.hall.as_state(), public.snapshot(), public.all_events()])
            self.assertNotIn(secret, told)
            self.assertNotIn("lunch", str([board.heard, public.all_events()[1:]]), "but for the plan")
            self.assertIn(secret, str([office.snapshot(), office.all_events()]))

    def test_the_journal_is_read_in_pages(self):
        with Hall() as hall:
            office = hall.client()
            for _ in range(5):
                take(office)
            whole = office.all_events()
            self.assertEqual([entry["number"] for entry in whole], list(range(1, 8)))
            page = office.events(3, 2)
            self.assertEqual(page, {"events": whole[2:4], "head": 7})
            self.assertEqual(office.events(8, 10), {"events": [], "head": 7})

    def test_a_new_dispatcher_goes_on_where_the_last_one_ended(self):
        with Hall() as hall:
            office = hall.client()
            follower = office.follow()
            first = take(office)
            self.assertEqual(hall.kill("dispatcher", signal.SIGTERM), 0, "it ends cleanly")
            hall.start("dispatcher")
            second = take(office)
            self.assertEqual(second["number"]["ordinal"], first["number"]["ordinal"] + 1)
            follower.wait(lambda f: second["ticket"] in f.tickets)
            self.assertEqual(follower.hall.as_state(), office.snapshot()["state"])

    def test_a_journal_has_one_dispatcher(self):
        with Hall() as hall:
            command = hall.command_line("dispatcher")
            for flag in ("--commands", "--public", "--staff"):
                command[command.index(flag) + 1] = f"tcp://127.0.0.1:{free_port()}"
            second = subprocess.run(command, capture_output=True, text=True, timeout=10)
            self.assertEqual(second.returncode, 1)
            self.assertIn("in use by another dispatcher", second.stderr)
            take(hall.client())


class Retry(Refusals):
    def test_a_lost_reply_is_asked_for_again_and_there_is_one_ticket(self):
        with Hall() as hall:
            kiosk, watcher = hall.client("kiosk-1", "public"), hall.client("observer").follow()
            request_id = make_request_id()
            frames = [VERSION, request_id, b"take_ticket", b'{"service": "contract", "language": "ru"}']
            wait_until(lambda: kiosk.send(frames), 5, "the kiosk is connected")
            watcher.wait(lambda f: f.tickets)  # it has been carried out; nobody reads the reply
            kiosk.reconnect()
            answer = kiosk.request("take_ticket", frames[3], request_id=request_id)
            self.assertEqual([entry["number"] for entry in answer["events"]], [3])
            self.assertEqual(len(kiosk.snapshot()["state"]["tickets"]), 1)

    def test_the_first_answer_comes_again_even_from_a_restarted_dispatcher(self):
        with Hall() as hall:
            office, request_id = hall.client(), make_request_id()
            first = office.command("take_ticket", service="contract", language="ru", request_id=request_id)
            hall.kill("dispatcher")
            hall.start("dispatcher")
            again = office.command("take_ticket", service="contract", language="ru", request_id=request_id)
            self.assertEqual(first.events, again.events)
            self.assertEqual(len(office.all_events()), 3)

    def test_a_refusal_stays_the_answer_though_the_hall_has_changed(self):
        with Hall() as hall:
            office, request_id = hall.client(), make_request_id()
            office.command("open_window", window=4)
            self.assert_refused("nobody_waiting", office.command, "call_next", window=4, request_id=request_id)
            take(office)
            self.assert_refused("nobody_waiting", office.command, "call_next", window=4, request_id=request_id)
            office.command("call_next", window=4)

    def test_one_id_is_one_request(self):
        with Hall() as hall:
            office, console, request_id = hall.client(), hall.client("console"), make_request_id()
            wish = {"service": "contract", "language": "ru"}
            office.command("take_ticket", **wish, request_id=request_id)
            for client, kind, fields in ((office, "take_ticket", {**wish, "language": "en"}),
                                         (office, "open_window", {"window": 1}),
                                         (console, "take_ticket", wish)):
                self.assert_refused("request_id_reused", client.command, kind, request_id=request_id, **fields)
            self.assertEqual(len(office.all_events()), 3)

    def test_a_foreign_clock_in_the_request_id_does_no_harm(self):
        with Hall() as hall:
            office = hall.client()
            clocks = [0, 1, 2**48 - 1, int(time.time() * 1000) + 10**12, 2**47]
            tickets = [take(office, request_id=make_request_id(clock)) for clock in clocks + clocks]
            self.assertEqual([t["number"]["ordinal"] for t in tickets], list(range(1, 11)))
            times = [entry["event"]["at"] for entry in office.all_events()]
            self.assertEqual(times, sorted(times))
            self.assertLess(abs(times[-1] / 1000 - time.time()), 60, "the journal's time is the dispatcher's")

    def test_two_windows_calling_at_once_never_get_one_visitor(self):
        visitors, called = 500, {3: [], 6: []}
        with Hall() as hall:
            office = hall.client()
            for _ in range(visitors):
                take(office)
            start = threading.Barrier(2)

            def work(window):
                with Client(hall.keys.folder, "console", hall.commands) as console:
                    console.command("open_window", window=window)
                    start.wait()
                    try:
                        while True:
                            event = console.command("call_next", window=window).first("ticket_called")
                            called[window].append(event["ticket"])
                            console.command("finish_service", window=window)
                    except Refused as refused:
                        assert refused.code == "nobody_waiting", refused

            threads = [threading.Thread(target=work, args=[window]) for window in called]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
            self.assertGreater(min(len(tickets) for tickets in called.values()), visitors // 10, "both were busy")
            self.assertEqual(sorted(called[3] + called[6]), list(range(1, visitors + 1)))


class Access(Refusals):
    def assert_no_answer(self, client):
        with self.assertRaises(NoAnswer):
            client.snapshot(timeout=NOBODY_ANSWERS)

    def test_without_a_listed_key_there_is_no_answer_and_nothing_happens(self):
        with Hall() as hall:
            office = hall.client()
            hall.keys.add("stranger")  # makes a key pair, lets nobody in
            another_dispatcher = zmq.curve_keypair()[0]
            strangers = {
                "a key that is not listed": (hall.client("stranger").keys, office.server_public),
                "no CURVE at all": (None, None),
                "a client of another hall": (office.keys, another_dispatcher),
            }
            for what, (keys, server_public) in strangers.items():
                with self.subTest(what), Client(hall.keys.folder, "stranger", hall.commands, hall.staff) as client:
                    client.keys, client.server_public = keys, server_public
                    client.reconnect()
                    feed = client.follow()
                    with self.assertRaises(NoAnswer):
                        take(client, timeout=NOBODY_ANSWERS)
                    feed.pump(0)
                    self.assertTrue(feed.lost, "not even a beat is heard")
                    self.assertEqual(feed.resyncs, 0)
            self.assertEqual(len(office.all_events()), 2)

    def test_a_device_that_knocked_too_early_is_let_in_once_its_key_is_listed(self):
        with Hall() as hall:
            hall.keys.revoke("kiosk-1")
            wait_until(lambda: "read again" in hall.log("dispatcher").read_text(), 2, "the kiosk is revoked")
            kiosk = hall.client("kiosk-1", "public")
            board = kiosk.follow()
            self.assert_no_answer(kiosk)
            hall.keys.write(hall.keys.lines() + [f"{kiosk.keys[0].decode()} kiosk kiosk-1"])
            take(kiosk, timeout=3)
            board.wait(lambda f: f.tickets, 3)
            told = hall.log("dispatcher").read_text()
            self.assertLess(told.count("turned away"), 5, "the log names a stranger once, however often it knocks")

    def test_a_role_may_do_what_its_row_says_and_no_more(self):
        at_window = ["open_window", "pause_window", "resume_window", "close_window", "call_next", "call_by_number",
                     "recall", "start_service", "finish_service", "report_no_show", "transfer_ticket", "park_ticket",
                     "resume_ticket"]
        may = {"kiosk-1": ["take_ticket"], "display-1": [], "printer-1": ["report_print"], "observer": [],
               "bridge-1": [kind for kind in at_window if kind != "call_by_number"],
               "console": [*at_window, "take_ticket", "cancel_ticket", "adopt_plan"],
               "administrator": [*at_window, "take_ticket", "cancel_ticket", "report_print", "adopt_plan"]}
        with Hall() as hall:
            for name, allowed in may.items():
                client = hall.client(name, "public")
                for kind in [*may["administrator"], "check_time"]:
                    with self.subTest(name=name, kind=kind):
                        # An empty body is malformed for everybody who may ask.
                        self.assert_refused("malformed" if kind in allowed else "not_allowed", client.command, kind)
                client.snapshot()
            self.assertEqual(len(hall.client().all_events()), 2)

    def test_a_role_of_the_public_feed_hears_nothing_on_the_staff_feed(self):
        with Hall() as hall:
            board = hall.client("display-1", "staff").follow()
            board.pump(0)
            watcher = hall.client("observer", "staff").follow()
            watcher.wait(lambda f: f.synchronised)
            take(hall.client())
            watcher.wait(lambda f: f.tickets)
            wait_until(lambda: board.pump(0.05) or board.lost, 3, "the board hears nothing")
            self.assertEqual(board.heard, [])

    def test_a_revoked_key_is_outside_within_two_seconds_and_the_others_stay(self):
        with Hall() as hall:
            kiosk, office = hall.client("kiosk-1", "public"), hall.client()
            board, staff = kiosk.follow(), office.follow()
            take(kiosk)
            for follower in (board, staff):
                follower.wait(lambda f: f.tickets)
            hall.keys.revoke("kiosk-1")

            def refused():
                try:
                    kiosk.snapshot(timeout=0.5)
                except Refused as refusal:
                    return refusal.code
                except NoAnswer:
                    return "no answer"

            self.assertIn(wait_until(refused, 2, "the kiosk is refused"), ("not_allowed", "no answer"))
            kiosk.reconnect()
            self.assert_no_answer(kiosk)
            board.pump(0)
            heard = len(board.heard)
            ticket = take(office)
            staff.wait(lambda f: ticket["ticket"] in f.tickets)
            wait_until(lambda: board.pump(0.05) or board.lost, 3, "the kiosk's feed is silent")
            self.assertEqual(len(board.heard), heard)

    def test_keys_come_and_go_without_a_disturbance(self):
        with Hall() as hall:
            office = hall.client()
            follower = office.follow()
            follower.wait(lambda f: f.synchronised)
            for _ in range(8):
                hall.keys.revoke("kiosk-1")
                lines = hall.log("dispatcher").read_text().count("read again")
                take(office)
                wait_until(lambda: hall.log("dispatcher").read_text().count("read again") > lines, 2, "revoked")
                hall.keys.add("kiosk-1", "kiosk")
                take(hall.client("kiosk-1", "public"))
                hall.check_alive()
            snapshot = office.snapshot()
            follower.wait_for_number(snapshot["number"], 3)
            self.assertEqual(follower.hall.as_state(), snapshot["state"])

    def test_a_half_written_list_of_keys_leaves_the_old_one_in_force(self):
        with Hall() as hall:
            office = hall.client()
            whole = hall.keys.authorized.read_text()
            for damage in ("", whole[: len(whole) // 2], "nonsense\n", "\xff\xfe\n"):
                hall.keys.authorized.write_text(damage, encoding="latin-1")
                told = hall.log("dispatcher").read_text().count("ist of devices")
                wait_until(lambda: hall.log("dispatcher").read_text().count("ist of devices") > told, 2, "it is read")
                hall.check_alive()
                hall.keys.authorized.write_text(whole)
                wait_until(lambda: self.answered(office), 3, "the office is let in again")

    @staticmethod
    def answered(client):
        try:
            return client.snapshot(timeout=0.5)
        except (Refused, NoAnswer):
            return False

    @unittest.skipUnless((BINARIES / "okno").exists(), "the administrator's command is not built")
    def test_keys_made_by_the_administrators_command_open_the_hall(self):
        with Hall() as hall:
            hall.kill("dispatcher")
            made = hall.folder / "made"
            for arguments in (["init", made], ["add", made, "observer", "observer"], ["revoke", made, "kiosk-1"]):
                subprocess.run([BINARIES / "okno", "keys", *arguments], check=True, capture_output=True, timeout=10)
            hall.keys = Keys(made)
            hall.journal = hall.folder / "another.db"  # the key of the first one's chain is in the first folder
            hall.start("dispatcher")
            take(hall.client("administrator"))
            hall.client("console").snapshot()
            hall.client("display-1").snapshot()
            self.assert_no_answer(hall.client("kiosk-1"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
