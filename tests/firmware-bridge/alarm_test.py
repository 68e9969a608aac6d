#!/usr/bin/python3
"""A panic button at the real bridge, virtual receivers of a guard company, and no dispatcher anywhere.

The receivers (tests/alarm/receiver.py) share no code with the bridge and misbehave as they are told.
"""
import datetime
import os
import random
import re
import signal
import subprocess
import sys
import time
import unittest

from alarmed_hall import DOWN, UP, AlarmTest
from hall import BINARIES, Hall, wait_until

CHORD = """
[[keypad]]
name = "number pad"
window = 3
vid = 0x16c0
pid = 0x27db
keys = { 0x54 = "call_next", 0x55 = "recall" }
panic_chord = ["0x54", "0x55"]
zone = 12
"""
RECORDED = re.compile(r"The alarm is recorded\. signal=(\S+)( restored)? zone=\d+ sequence=(\d+)")
CODES = {"panic": ("Nri1/PA007", "1120 01 007"), "test": ("Nri0/RP000", "1602 00 000"),
         "path": ("Nri0/YC001", "1350 00 001", "Nri0/YK001", "3350 00 001", "Nri0/YC002", "1350 00 002", "Nri0/YK002",
                  "3350 00 002"),
         "tamper": ("Nri1/TA007", "1137 01 007", "Nri1/TR007", "3137 01 007")}
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))


class Alarm(AlarmTest):
    def test_a_press_reaches_the_receiver_though_no_dispatcher_ever_was(self):
        first, second = self.receivers(("tcp", "sia-dcs", bytes(range(32))), ("udp", "adm-cid", None))
        bridge = self.bridge()
        self.settle(bridge)
        bridge.report(DOWN)
        self.wait_taken(first, "Nri1/PA007")
        bridge.report(UP)
        bridge.log_says("The guard company has accepted it. signal=panic zone=7")
        second.wait_for(lambda: second.link_tests > 0, what="a link test on the second path")
        self.assertEqual(first.complaints + second.complaints, [])
        self.assertNotIn(bytes(range(32)).hex(), bridge.log().lower())

    def test_contact_id_by_udp_with_each_size_of_key(self):
        for size in (16, 24, 32):
            with self.subTest(size=size):
                self.alarms = self.hall.folder / f"alarms-{size}"
                receiver, = self.receivers(("udp", "adm-cid", random.randbytes(size)))
                bridge = self.bridge()
                bridge.report(DOWN)
                self.wait_taken(receiver, "1120 01 007")
                self.assertEqual(receiver.complaints, [])
                bridge.kill()

    def test_a_receiver_with_another_clock_is_told_its_own_time(self):
        receiver, = self.receivers(("tcp", "sia-dcs", bytes(16)))
        receiver.ahead, receiver.window = datetime.timedelta(minutes=-7), (40, 20)
        bridge = self.bridge()
        bridge.report(DOWN)
        self.wait_taken(receiver, "Nri1/PA007")
        self.assertIn("The receiver's clock is -42", bridge.log())
        self.assertEqual(len({each.sequence for each in receiver.asked if each.data == "Nri1/PA007"}), 1)

    def misbehave(self, mood, transport="tcp"):
        """A press while the first receiver is in that mood; where it was taken, and the numbers it went under."""
        first, second = self.receivers((transport, "sia-dcs", bytes(16)), ("tcp", "sia-dcs", bytes(16)))
        self.hall.log("bridge-1").write_text("")  # of the mood before
        bridge = self.bridge()
        self.settle(bridge)
        with first.changed:
            first.script = [mood] * 50
        bridge.report(DOWN, UP)
        bridge.log_says("accepted it. signal=panic")
        asked = [each for each in first.asked + second.asked if each.data == "Nri1/PA007"]
        self.assertEqual(len({each.sequence for each in asked}), 1, "one event, one number")
        self.assertEqual(first.complaints + second.complaints, [])
        taken = self.taken(first, "Nri1/PA007") + self.taken(second, "Nri1/PA007")
        self.assertGreaterEqual(len(taken), 1)
        return first, second, bridge

    def test_a_receiver_that_says_nothing_is_asked_twice_and_then_the_second(self):
        first, second, bridge = self.misbehave("silence")
        self.assertGreaterEqual(len([each for each in first.asked if each.data == "Nri1/PA007"]), 2)
        self.assertGreaterEqual(len(self.taken(second, "Nri1/PA007")), 1)
        bridge.log_says("The way to the guard company's receiver is lost. receiver=receiver 1")

    def test_a_receiver_that_says_duh_is_left_for_the_second_at_once(self):
        first, second, bridge = self.misbehave("DUH")
        self.assertGreaterEqual(len([each for each in first.asked if each.data == "Nri1/PA007"]), 1)
        self.assertEqual(self.taken(first, "Nri1/PA007"), [])
        self.assertIn("(DUH). signal=panic zone=7", bridge.log())

    def test_answers_that_are_none_are_not_believed(self):
        for mood in ("crc", "sequence", "clear", "garbage", "close"):
            with self.subTest(mood=mood):
                self.alarms = self.hall.folder / f"alarms-{mood}"
                first, second, bridge = self.misbehave(mood)
                self.assertEqual(self.taken(first, "Nri1/PA007"), [])
                self.assertGreaterEqual(len(self.taken(second, "Nri1/PA007")), 1)
                bridge.kill()

    def test_the_same_over_udp(self):
        for mood in ("crc", "silence", "NAK"):
            with self.subTest(mood=mood):
                self.alarms = self.hall.folder / f"alarms-{mood}"
                self.misbehave(mood, "udp")[2].kill()

    def test_receivers_that_hang_up_after_each_answer_or_answer_late_are_no_trouble(self):
        for mood in ("close-after", "slow"):
            with self.subTest(mood=mood):
                self.alarms = self.hall.folder / f"alarms-{mood}"
                self.misbehave(mood)[2].kill()

    def test_a_dead_path_is_told_though_nobody_presses_anything(self):
        first, second = self.receivers(("tcp", "sia-dcs", None), ("tcp", "sia-dcs", None))
        first.close()
        bridge = self.bridge()
        bridge.log_says("The way to the guard company's receiver is lost. receiver=receiver 1")
        bridge.report(DOWN)
        self.wait_taken(second, "Nri1/PA007")
        self.wait_taken(second, "Nri0/YC001")
        first.open()
        bridge.log_says("The guard company's receiver answers. receiver=receiver 1", timeout=30)
        bridge.log_says("accepted it. signal=path restored zone=1")
        self.assertEqual(len(self.taken(first, "Nri0/YK001") + self.taken(second, "Nri0/YK001")), 1)
        self.assertEqual(first.complaints + second.complaints, [])

    def test_a_receiver_that_appears_only_later_gets_what_was_pressed_before(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        receiver.close()
        bridge = self.bridge()
        bridge.report(DOWN, UP)
        bridge.log_says("NO RECEIVER OF THE GUARD COMPANY HAS TAKEN THE ALARM")
        receiver.open()
        self.wait_taken(receiver, "Nri1/PA007")

    def test_a_button_that_is_unplugged_is_told_and_its_return(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        bridge.unplug()
        self.wait_taken(receiver, "Nri1/TA007")
        self.assertIn("NOBODY CAN CALL FOR HELP with this panic button. button=button at the cashier's zone=7",
                      bridge.log())
        bridge.plug("pad")
        self.wait_taken(receiver, "Nri1/TR007")

    def test_two_keys_of_a_keypad_at_once_call_for_help_and_each_alone_does_not(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge(CHORD, "keyboard")
        self.settle(bridge)
        bridge.tap(0x54)
        bridge.log_says("call_next pressed at window 3")
        bridge.report("0000545500000000", "00" * 8)
        self.wait_taken(receiver, "Nri1/PA012")
        bridge.tap(0x55)
        bridge.log_says("recall pressed at window 3")
        self.assertEqual(len(self.taken(receiver, "Nri1/PA012")), 1)
        self.assertEqual(bridge.log().count("A panic button is pressed"), 1)

    def test_where_no_file_can_be_made_the_alarm_is_sent_and_the_log_is_loud(self):
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge(alarms=self.hall.folder / "no" / "such" / "folder" / "alarms")
        bridge.log_says("ALARMS CANNOT BE REMEMBERED")
        bridge.report(DOWN)
        self.wait_taken(receiver, "Nri1/PA007")
        bridge.log_says("THE ALARM CANNOT BE RECORDED and is sent all the same")

    def test_an_alarm_that_nobody_has_taken_outlives_kill_9(self):
        receiver, = self.receivers(("udp", "sia-dcs", bytes(16)))
        bridge = self.bridge()
        self.settle(bridge)
        with receiver.changed:
            receiver.script = ["deaf"] * 50
        bridge.report(DOWN)
        sequence, = set(self.wait_taken(receiver, "Nri1/PA007"))
        bridge.kill()
        with receiver.changed:
            receiver.script = []
        again = self.bridge()
        again.log_says(f"The guard company has accepted it. signal=panic zone=7 sequence={sequence:04}")
        self.assertEqual(set(self.taken(receiver, "Nri1/PA007")), {sequence})

    def test_the_dispatcher_may_die_before_during_and_after(self):
        hall = self.enterContext(Hall("dispatcher"))
        self.hall, self.alarms = hall, hall.folder / "alarms"
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge()
        self.settle(bridge)
        for turn, step in enumerate((lambda: None, lambda: hall.pause("dispatcher"),
                                     lambda: hall.kill("dispatcher"), lambda: hall.start("dispatcher")), 1):
            step()
            bridge.report(DOWN, UP)
            self.wait_taken(receiver, "Nri1/PA007", turn)
            time.sleep(0.06)  # or the next press would be this one, bounced

    def test_the_hall_hears_when_help_cannot_be_called(self):
        hall = self.enterContext(Hall("dispatcher"))
        self.hall, self.alarms = hall, hall.folder / "alarms"
        office = hall.client()
        receiver, = self.receivers(("tcp", "sia-dcs", None))
        bridge = self.bridge(plug=None)

        def conditions():
            events = [entry["event"] for entry in office.all_events() if entry["event"]]
            return [event["condition"] for event in events
                    if event["kind"] == "device_reported" and event["about"] == "bridge-1"]

        wait_until(lambda: conditions()[-1:] == ["faulty"], 20, "a button that is missing is told")
        bridge.plug("pad")
        wait_until(lambda: conditions()[-1:] == ["ready"], 20, "its return is told")
        receiver.close()
        wait_until(lambda: conditions()[-1:] == ["faulty"], 40, "a lost path is told")
        receiver.open()
        wait_until(lambda: conditions()[-1:] == ["ready"], 40, "its return is told")

    def test_a_key_that_everybody_may_read_is_refused(self):
        self.receivers(("udp", "sia-dcs", bytes(16)))
        (self.hall.folder / "0.key").chmod(0o644)
        (self.hall.folder / "devices.toml").write_text("")
        run = subprocess.run([BINARIES / "okno-bridge", "--keys", self.hall.keys.folder, "--devices",
                              self.hall.folder / "devices.toml", "--receivers", self.hall.folder / "receivers.toml"],
                             capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn("everybody may use this file", run.stderr)

    def test_three_hundred_presses_under_kill_9_lose_nothing(self):
        """A press counts when the log says that it is recorded; each such number must be taken somewhere."""
        chance = random.Random(SEED)
        pair = self.receivers(("udp", "sia-dcs", bytes(32)), ("tcp", "adm-cid", None), patience=200)
        moods = ["ACK"] * 6 + ["NAK", "DUH", "silence", "deaf", "crc", "sequence", "close", "slow", "garbage"]
        kills, pressed, bridge = 0, 0, None
        while pressed < 300:
            if not bridge:
                bridge = self.bridge()
            for receiver in pair:
                with receiver.changed:
                    receiver.script = chance.choices(moods, k=4)
            for _ in range(chance.randint(1, 12)):
                bridge.report(DOWN, UP)
                pressed += 1
                time.sleep(0.06)  # or it would be one press whose contact bounced: also on a busy machine
            wait_until(lambda: self.panics() >= pressed, 20, f"all {pressed} presses are recorded (SEED={SEED})")
            self.assertEqual(self.panics(), pressed, f"each press is one event (SEED={SEED})")
            if chance.random() < 0.6:
                bridge.order(f"report {DOWN}")
                time.sleep(chance.random() * 0.01)  # it dies at any moment of its work
                bridge.kill()
                kills, pressed, bridge = kills + 1, self.panics(), None
        for receiver in pair:
            with receiver.changed:
                receiver.script = []
        bridge = bridge or self.bridge()
        # A restoral is dropped when its button or path is gone again before anybody was told (tests/alarm/storm_test.cpp).
        everything = {number: signal for number, signal in self.recorded().items() if not signal.endswith(" restored")}

        def missing():
            return everything.keys() - {each.sequence for receiver in pair for each in receiver.taken}

        try:
            wait_until(lambda: not missing(), 120, f"all {len(everything)} recorded alarms are taken (SEED={SEED})")
        except TimeoutError as error:
            raise TimeoutError(f"{error}; missing: {[(each, everything[each]) for each in missing()]}") from None
        for receiver in pair:
            for each in receiver.taken:
                if each.sequence in everything:
                    self.assertIn(each.data, CODES[everything[each.sequence]], f"SEED={SEED}")
        self.assertEqual(pair[0].complaints + pair[1].complaints, [])
        twice = sum(len(r.taken) for r in pair) - len({each.sequence for r in pair for each in r.taken})
        print(f"{len(everything)} recorded, {kills} x kill -9, 0 lost, {twice} came twice", file=sys.stderr)
        self.assertGreater(kills, 10)

    def panics(self):
        return list(self.recorded().values()).count("panic")

    def recorded(self):
        """Number → signal ("tamper restored"), of all lives of the bridge."""
        log = self.hall.log("bridge-1")
        found = RECORDED.findall(log.read_text()) if log.exists() else []
        self.assertEqual(len({number for _, _, number in found}), len(found), "no number was given twice")
        return {int(number): signal + restored for signal, restored, number in found}


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    print(f"SEED={SEED}", file=sys.stderr)
    unittest.main(verbosity=2)
