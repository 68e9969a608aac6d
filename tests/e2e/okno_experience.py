"""What a hall learns from its events, written anew from protocol/SPEC.md section "The experience"."""
import datetime

BINS = 48
DURATIONS = 512
ISSUED = 4096
PACE_S = 144_000
PACE_LEARNT_FROM = 3
HALF_HOURS = 48
HALF_HOUR_MS = 1_800_000
HALF_HOUR_S = 1800
DAY_MS = 86_400_000
QUARTER_OCTAVES = [5000, 5946, 7071, 8409]


def edge(number):
    return 0 if number == 0 else QUARTER_OCTAVES[(number - 1) % 4] * 2 ** ((number - 1) // 4)


def divided(number, by):
    """The whole part of the quotient: towards zero."""
    return number // by if number >= 0 else -(-number // by)


def add(durations, duration):
    """Counts a duration (ms) in its bin."""
    at = max((b for b in range(BINS) if edge(b) <= duration), default=0)
    durations[str(at)] = durations.get(str(at), 0) + 1
    if sum(durations.values()) >= DURATIONS:
        halved = {b: count // 2 for b, count in durations.items() if count >= 2}
        durations.clear()
        durations.update(halved)


def mean(durations, at_most=float("inf")):
    total = sum(min((edge(int(b)) + edge(int(b) + 1)) // 2, at_most) * count for b, count in durations.items())
    return total // sum(durations.values())


class Experience:
    """Wraps the `experience` of a state; the window kinds and the zone are those of the plan in force."""

    def __init__(self, learnt):
        self.learnt = learnt

    def arrival(self, plan, service, at):
        kind = kind_of(plan, service)
        if kind is None:
            return
        arrivals = self.learnt["arrivals"].setdefault(kind, {"usual": {}, "today": {}})
        half_hour = str(local_ms(plan, at) % 86_400_000 // 1_800_000)
        arrivals["today"][half_hour] = arrivals["today"].get(half_hour, 0) + 1
        issued = self.learnt["issued"]
        issued[service] = issued.get(service, 0) + 1
        if issued[service] >= ISSUED:
            for known in issued:
                issued[known] //= 2

    def wait(self, plan, service, waited):
        kind = kind_of(plan, service)
        if kind is not None:
            waits = self.learnt["waits"].setdefault(kind, {"count": 0, "sum_ms": 0})
            waits["count"] += 1
            waits["sum_ms"] += waited

    def turnaround(self, idle):
        add(self.learnt["turnaround"], idle)

    def service(self, service, person, occupied):
        durations = self.learnt["occupied"].setdefault(service, {})
        if person and sum(durations.values()) >= PACE_LEARNT_FROM:
            longest = 4 * mean(durations)
            pace = self.learnt["pace"].setdefault(person, {"spent_s": 0, "usual_s": 0})
            pace["spent_s"] += min(occupied, longest) // 1000
            pace["usual_s"] += mean(durations, longest) // 1000
            if pace["usual_s"] >= PACE_S:
                pace["spent_s"] //= 2
                pace["usual_s"] //= 2
        add(durations, occupied)

    def work(self, plan, window, since, at, day):
        """Somebody worked at the window from `since` until `at`; what of it lies in the local day `day`."""
        midnight = midnight_of(day)
        begin, end = max(local_ms(plan, since), midnight), min(local_ms(plan, at), midnight + DAY_MS)
        if begin >= end:
            return
        presence = self.learnt["presence"].setdefault(str(window), {"usual": {}, "today": {}})
        today = presence["today"]
        for h in range(HALF_HOURS):
            slot = midnight + h * HALF_HOUR_MS
            there = (min(end, slot + HALF_HOUR_MS) - max(begin, slot)) // 1000
            if there > 0:
                today[str(h)] = min(today.get(str(h), 0) + there, HALF_HOUR_S)

    def day(self, ended):
        first = HALF_HOURS * datetime.date.fromisoformat(ended).weekday()
        for arrivals in self.learnt["arrivals"].values():
            if arrivals["today"]:
                learn_half_hours(arrivals, first, range(HALF_HOURS), 1)
        presences = self.learnt["presence"].values()
        worked = {int(h) for presence in presences for h in presence["today"]}
        for presence in presences:
            learn_half_hours(presence, first, worked, HALF_HOUR_S)
        self.learnt["waits"].clear()


def learn_half_hours(habits, first, half_hours, whole):
    """Moves `usual` of a weekday towards `today`, in thousandths of `whole`; empties `today`."""
    usual, today = habits["usual"], habits["today"]
    known = any(str(first + h) in usual for h in range(HALF_HOURS))
    for h in half_hours:
        slot = str(first + h)
        came, before = 1000 * today.get(str(h), 0) // whole, usual.get(slot, 0)
        after = before + divided(came - before, 4) if known else came
        usual.pop(slot, None)
        if after:
            usual[slot] = after
    today.clear()


def kind_of(plan, service):
    """The window kind of a service; None when the plan does not know it."""
    return next((known["window_kind"] for known in plan["services"] if known["id"] == service), None)


def midnight_of(day):
    """In local milliseconds."""
    return (datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days * DAY_MS


def local_ms(plan, at):
    offsets = plan["zone"]["offsets"]
    begun = [entry for entry in offsets if entry["from"] <= at] or offsets[:1]
    return at + (begun[-1]["offset_s"] * 1000 if begun else 0)
