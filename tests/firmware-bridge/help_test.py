#!/usr/bin/python3
"""Calls for help between the real bridge, the real dispatcher and virtual receivers of a guard company."""
import os
import random
import re
import signal
import sys
import time
import unittest

from alarmed_hall import DOWN, UP, AlarmTest
from hall import Hall, wait_until
from okno_client import Client, NoAnswer, Refused

PRESSED, RESTORED = "Nri1/PA007", "Nri1/PH007"
RECORDED = re.compile(r"The alarm is recorded\. signal=panic zone=7 sequence=(\d+)")
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))


class Help(AlarmTest):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))
        self.alarms = self.hall.folder / "alarms"
        self.office = self.hall.client()

    def quicken(self, seconds):
        """Nobody waits half a minute in a test."""
        plan = self.hall.plan
        plan.write_text(plan.read_text().replace('escalate_after = "30s"', f'escalate_after = "{seconds}s"'))
        self.hall.kill("dispatcher", signal.SIGTERM)
        self.hall.start("dispatcher")

    def panics(self, client=None):
        state = (client or self.office).snapshot()["state"]
        return {panic["zone"]: panic for panic in state.get("panics", {}).get("raised", [])}

    def events(self, kind):
        return [entry["event"] for entry in self.office.all_events() if entry["event"] and entry["event"]["kind"] == kind]

    def wait_event(self, kind, times=1, timeout=20):
        wait_until(lambda: len(self.events(kind)) >= times, timeout, f"{times} x {kind}")
        return self.events(kind)

    def guard(self, what, **body):
        return self.office.command(what, person="oleg", **body)

    def test_a_press_is_in_the_journal_with_what_the_guard_company_says_and_the_public_hears_nothing(self):
        receiver, = self.receivers(("tcp", "sia-dcs", bytes(16)))
        bridge = self.bridge()
        self.settle(bridge)
        before = self.office.snapshot()["number"]
        bridge.report(DOWN)
        self.wait_taken(receiver, PRESSED)
        wait_until(lambda: self.panics().get(7, {}).get("told") == "accepted", 20, "the hall knows that it is accepted")
        raised, = self.events("panic_raised")
        self.assertEqual((raised["device"], raised["zone"], "person" in raised), ("bridge-1", 7, False))
        kiosk = self.hall.client("kiosk-1", feed="public")
        self.assertNotIn("panics", kiosk.snapshot()["state"])
        shown = [entry["event"] for entry in kiosk.all_events() if entry["number"] > before]
        self.assertTrue(shown)
        self.assertNotRegex(repr(shown), "panic|alarm")
        for kind, body in (("acknowledge_panic", {"zone": 7}), ("raise_panic", {"zone": 7}), ("start_panic_test", {})):
            with self.assertRaises(Refused) as refused:
                kiosk.command(kind, **body)
            self.assertEqual(refused.exception.code, "not_allowed")

    def test_a_call_from_a_page_takes_the_same_way_and_its_end_too(self):
        receiver, = self.receivers(("udp", "sia-dcs", None))
        self.settle(self.bridge())
        self.office.command("raise_panic", zone=7, person="anna")
        self.wait_taken(receiver, PRESSED)
        wait_until(lambda: self.panics()[7]["told"] == "accepted", 20, "accepted")
        self.guard("acknowledge_panic", zone=7)
        time.sleep(0.3)
        self.assertEqual(self.taken(receiver, RESTORED), [], "an acknowledgement ends nothing")
        self.guard("restore_panic", zone=7)
        self.wait_taken(receiver, RESTORED)
        self.assertEqual(self.panics(), {})

    def test_unanswered_it_goes_to_the_second_receiver_too(self):
        self.quicken(1)
        first, second = self.receivers(("tcp", "sia-dcs", None), ("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        bridge.report(DOWN)
        self.wait_taken(first, PRESSED)
        self.wait_event("panic_escalated")
        self.wait_taken(second, PRESSED)
        self.guard("cancel_panic", zone=7)
        self.wait_taken(first, RESTORED)

    def test_what_was_pressed_while_the_dispatcher_was_dead_is_told_when_it_is_back(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        self.hall.kill("dispatcher")
        bridge.report(DOWN)
        self.wait_taken(receiver, PRESSED)
        time.sleep(3.5)  # longer than an ordinary press lives
        self.hall.start("dispatcher")
        raised, = self.wait_event("panic_raised")
        self.assertEqual(raised["zone"], 7)
        wait_until(lambda: self.panics()[7]["told"] == "accepted", 20, "accepted")

    def test_what_was_ended_while_the_bridge_was_dead_ends_at_the_guard_company(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        bridge.report(DOWN)
        wait_until(lambda: self.panics().get(7, {}).get("told") == "accepted", 20, "accepted")
        bridge.kill()
        self.guard("cancel_panic", zone=7)
        self.bridge()
        self.wait_taken(receiver, RESTORED)

    def test_parts_are_named_and_a_dead_bridge_is_away(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        button, path = "bridge-1/panic/button at the cashier's", "bridge-1/receiver/receiver 1"

        def is_(about, condition):
            devices = {device["device"]: device["condition"] for device in self.office.snapshot()["state"]["devices"]}
            return devices.get(about) == condition

        wait_until(lambda: is_(button, "ready") and is_(path, "ready"), 20, "the parts are there")
        bridge.unplug()
        wait_until(lambda: is_(button, "out_of_reach") and is_("bridge-1", "faulty"), 20, "the button is gone")
        bridge.plug("pad")
        wait_until(lambda: is_(button, "ready"), 20, "the button is back")
        receiver.close()
        wait_until(lambda: is_(path, "out_of_reach"), 40, "the path is lost")
        receiver.open()
        bridge.kill()
        wait_until(lambda: is_("bridge-1", "away"), 20, "a dead bridge is away")

    def test_the_daily_test_goes_all_the_way_and_fails_with_a_button_that_is_missing(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        before = len(self.taken(receiver, "Nri0/RP000"))
        self.guard("start_panic_test")
        self.assertTrue(self.wait_event("panic_test_reported")[0]["passed"])
        self.assertGreater(len(self.taken(receiver, "Nri0/RP000")), before)
        bridge.unplug()
        self.guard("start_panic_test")
        self.assertFalse(self.wait_event("panic_test_reported", 2)[1]["passed"])

    def test_a_page_reaches_the_guard_company_with_the_dispatcher_dead(self):
        receiver, = self.receivers(("tcp", "sia-dcs", bytes(16)))
        bridge = self.bridge()
        self.settle(bridge)
        self.hall.kill("dispatcher")
        console = self.page("console")
        self.assertEqual(console.command("raise_panic", request_id=b"p" * 16, zone=7, person="anna").events, [])
        self.wait_taken(receiver, PRESSED)
        console.command("raise_panic", request_id=b"p" * 16, zone=7, person="anna")  # the answer was lost
        self.hall.start("dispatcher")
        raised, = self.wait_event("panic_raised")
        self.assertEqual((raised["person"], raised["device"]), ("anna", "bridge-1"))
        wait_until(lambda: self.panics()[7]["told"] == "accepted", 20, "accepted")
        time.sleep(0.5)
        self.assertEqual(len(self.events("panic_raised")), 1, "a repeat is no second call")
        self.assertEqual(len(self.taken(receiver, PRESSED)), 1)

    def test_only_a_console_brings_calls_and_nothing_else(self):
        self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        for name in ("kiosk-1", "display-1", "observer"):
            with self.assertRaises(NoAnswer):
                self.page(name).command("raise_panic", zone=7, timeout=1)
        console = self.page("console")
        for kind, body in (("call_next", {"window": 3}), ("raise_panic", {"zone": 1000}), ("nonsense", {})):
            with self.assertRaises(Refused) as refused:
                console.command(kind, **body)
            self.assertEqual(refused.exception.code, "not_allowed")
        for frames in ([b""], [b"okno/1"], [b"okno/1", b"short", b"raise_panic", b"{}"], [b"x" * 100_000]):
            console.send(frames)
        self.assertEqual(self.events("panic_raised"), [])
        console.command("raise_panic", zone=7)
        self.wait_event("panic_raised")

    def page(self, name):
        """What a console has: its key, and the public key of the bridge."""
        folder = self.hall.keys.folder
        client = Client(folder, name, self.hall.page_calls, server_public=(folder / "bridge-1.public").read_bytes().strip())
        self.addCleanup(client.close)
        return client

    def test_presses_under_kill_9_of_bridge_and_dispatcher_are_each_in_the_journal_once(self):
        """Each press the bridge has recorded must be one event of the journal."""
        chance = random.Random(SEED)
        self.receivers(("tcp", "sia-dcs", None))
        bridge, pressed, kills = None, 0, 0
        recorded = lambda: RECORDED.findall(self.hall.log("bridge-1").read_text())  # noqa: E731
        while pressed < 120:
            bridge = bridge or self.bridge()
            for _ in range(chance.randint(1, 10)):
                bridge.report(DOWN, UP)
                pressed += 1
                time.sleep(0.06)  # or it would be one press whose contact bounced
            wait_until(lambda: len(recorded()) >= pressed, 20, f"all presses are recorded (SEED={SEED})")
            if chance.random() < 0.5:
                self.hall.kill("dispatcher")
                self.hall.start("dispatcher")
            if chance.random() < 0.5:
                bridge.order(f"report {DOWN}")
                time.sleep(chance.random() * 0.01)
                bridge.kill()
                bridge, pressed, kills = None, len(recorded()), kills + 1
        bridge = bridge or self.bridge()
        self.wait_event("panic_raised", len(recorded()), 60)
        time.sleep(1)
        presses = [event["press"] for event in self.events("panic_raised")]
        self.assertEqual(len(presses), len(set(presses)), f"none twice (SEED={SEED})")
        told = {(press - 1) % 9999 + 1 for press in presses}
        self.assertLessEqual({int(number) for number in recorded()}, told, f"none lost (SEED={SEED})")
        # A bridge that dies between the disk and its log has recorded a press of which the log says nothing.
        self.assertLessEqual(len(told) - len(recorded()), kills, f"none invented (SEED={SEED})")
        print(f"{len(presses)} presses, {kills} x kill -9 of the bridge, 0 lost, 0 twice", file=sys.stderr)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    print(f"SEED={SEED}", file=sys.stderr)
    unittest.main(verbosity=2)
