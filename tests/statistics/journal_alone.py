"""The definitions of the customer's standard, worked out from the journal's events alone.

Nothing here knows the program's tables or code: each visit's events are read as a story, each story gives legs, and
every figure is counted from the list of legs. Durations are whole milliseconds.
"""
import bisect
import datetime
from collections import defaultdict
from fractions import Fraction

import windows_alone

EPOCH = datetime.datetime(1970, 1, 1)


class Plans:
    """Which plan held at which event."""

    def __init__(self, entries):
        self.at = [i for i, event in enumerate(entries) if event and event["kind"] == "plan_adopted"]
        self.plans = [entries[i]["plan"] for i in self.at]

    def holding(self, index):
        return self.plans[bisect.bisect_right(self.at, index) - 1]


def local(plan, at):
    """Day and hour that the hall's clocks showed."""
    offsets = plan["zone"]["offsets"]
    offset = offsets[0]["offset_s"] if offsets else 0
    for known in offsets:
        if known["from"] <= at:
            offset = known["offset_s"]
    moment = EPOCH + datetime.timedelta(milliseconds=at + 1000 * offset)
    return moment.date().isoformat(), moment.hour


def kind_of(plan, service, only_at):
    if only_at is not None:
        return next((w["window_kind"] for w in plan["windows"] if w["id"] == only_at), "")
    return next((s["window_kind"] for s in plan["services"] if s["id"] == service), "")


def norm_of(plan, leg):
    """Of the service, else of the kind of the queue."""
    for service in plan["services"]:
        if service["id"] == leg["service"] and "norm" in service:
            return service["norm"]
    for kind in plan["window_kinds"]:
        if kind["id"] == leg["kind"]:
            return kind["norm"]
    return None


def people_at_windows(entries):
    """For each event that begins or ends a spell: who is at that window afterwards; keypads have no name."""
    spells = defaultdict(lambda: ([], []))
    for i, event in enumerate(entries):
        if not event or event["kind"] not in ("window_opened", "window_paused", "window_resumed", "window_closed"):
            continue
        indices, people = spells[event["window"]]
        here = people[-1] if people else ""
        person = event.get("person") or here
        indices.append(i)
        people.append("" if event["kind"] == "window_closed" else person)
    return spells


def stories_of(entries):
    stories = defaultdict(list)
    for i, event in enumerate(entries):
        if event and "ticket" in event and event["kind"] != "visit_rated":
            stories[event["ticket"]].append(i)
    return stories


def read_story(entries, story, plans, spells):
    """A visit as a dictionary with its legs; None when the story does not begin with a ticket."""
    if entries[story[0]]["kind"] != "ticket_taken":
        return None
    visit = {"legs": [], "end": None, "ticket": entries[story[0]]["ticket"], "finished": []}

    def begin(index, at, how, service, only_at=None, kind=None):
        visit["legs"].append({
            "how": how, "began": at, "service": service, "called": None, "started": None, "end": None, "ended": None,
            "kind": kind if kind is not None else kind_of(plans.holding(index), service, only_at), "outcome": ""})

    def end(at, how):
        if leg["end"] is None:
            leg.update(end=how, ended=at)

    def end_service(index, at, how):
        norm = norm_of(plans.holding(index), leg)
        leg["service_norm"] = norm and 1000 * norm["service_s"]
        end(at, how)

    for index in story:
        event = entries[index]
        at, what = event["at"], event["kind"]
        leg = visit["legs"][-1] if visit["legs"] else None
        if what == "ticket_taken":
            taken = event.get("taken", at)
            visit["day"], visit["hour"] = local(plans.holding(index), taken)
            visit["category"] = event.get("category", "")
            # X of the share within the norm: who left sooner had not waited.
            visit["gave_up_after"] = 1000 * plans.holding(index).get("abandoned_after_s", 5)
            visit["number"] = event["number"]
            begin(index, taken, "issue", event["service"])
        elif what == "ticket_called":
            indices, people = spells[event["window"]]
            before = bisect.bisect_left(indices, index) - 1
            person = event.get("person") or (people[before] if before >= 0 else "")
            norm = norm_of(plans.holding(index), leg)
            leg.update(called=at, window=event["window"], called_by=person, person=person,
                       wait_norm=norm and 1000 * norm["wait_s"])
        elif what == "service_started":
            leg.update(started=at, person=event.get("person") or leg["person"])
        elif what in ("service_finished", "step_finished"):
            end_service(index, at, "finished")
            leg["outcome"] = event["outcome"]
            visit["finished"].append((index, leg))
            if what == "service_finished":
                visit["end"] = "served"
            else:
                begin(index, at, "step", event["next"]["service"], event["next"].get("back_to"))
        elif what == "ticket_transferred":
            to = event["to"]
            service = to.get("service", leg["service"])
            if leg["called"] is None:  # moved while waiting: the wait goes on
                leg.update(service=service, kind=kind_of(plans.holding(index), service, to.get("window")))
            else:
                end_service(index, at, "transferred")
                begin(index, at, "transfer", service, to.get("window"))
        elif what == "ticket_parked":
            end_service(index, at, "parked")
            begin(index, at, "park", leg["service"], kind=leg["kind"])
        elif what == "ticket_missed":
            end(at, "missed")
            if "until" not in event:
                visit["end"] = "missed"
        elif what == "ticket_returned":
            begin(index, at, "comeback", leg["service"], event.get("only_at"))
        elif what == "return_lapsed":
            visit["end"] = "missed"
        elif what in ("ticket_cancelled", "ticket_expired"):
            end(at, what.removeprefix("ticket_"))
            visit["end"] = what.removeprefix("ticket_")
        if visit["end"] is not None:
            visit.setdefault("ended", at)
    return visit


def waited(leg):
    return None if leg["called"] is None else leg["called"] - leg["began"]


def served(leg):
    if leg["called"] is None or leg["end"] not in ("finished", "transferred", "parked"):
        return None
    return leg["ended"] - (leg["called"] if leg["started"] is None else leg["started"])


def in_vain(leg, how):
    return leg["ended"] - leg["began"] if leg["called"] is None and leg["end"] == how else None


def missed(leg):
    return leg["ended"] - leg["called"] if leg["end"] == "missed" else None


def first_wait(visit, ends):
    """Until the first call, or the end: of a visit that has ended so."""
    leg = visit["legs"][0]
    return (visit["ended"] if leg["called"] is None else leg["called"]) - leg["began"] if visit["end"] in ends else None


def weekday(day):
    return datetime.date.fromisoformat(day).isoweekday()


# By what a line is told apart: of the visit and the leg, for waits and for services.
LINES = {
    "day": lambda visit, leg: visit["day"],
    "hour": lambda visit, leg: str(visit["hour"]),
    "weekday": lambda visit, leg: str(weekday(visit["day"])),
    "kind": lambda visit, leg: leg["kind"],
    "service": lambda visit, leg: leg["service"],
    "window": lambda visit, leg: str(leg["window"]) if leg["called"] is not None else None,
    "person": lambda visit, leg: leg["person"] if leg["called"] is not None else None,
    "outcome": lambda visit, leg: leg["outcome"] if leg["end"] == "finished" else None,
    "category": lambda visit, leg: visit["category"],
    "hall": lambda visit, leg: "",
}
OF_SOMEBODY = {"window", "person", "outcome"}
FOR_WAITS = {**LINES, "person": lambda visit, leg: leg["called_by"] if leg["called"] is not None else None}


def measure(took):
    """Count, sum, longest, how many over the norm: of pairs of a duration and its norm."""
    return [len(took), sum(t for t, _ in took), max([t for t, _ in took] + [0]),
            sum(norm is not None and t > norm for t, norm in took)]


def rank(values, percent):
    """The least value that at least so many per cent do not exceed."""
    values = sorted(values)
    return values[-(-len(values) * percent // 100) - 1] if values else 0


def median_of_all(called, gone):
    """Kaplan and Meier, in fractions: the least time with no more than half still waiting."""
    still, waiting = Fraction(1), len(called) + len(gone)
    for time in sorted(set(called) | set(gone)):
        here = called.count(time)
        if here:
            still *= 1 - Fraction(here, waiting)
            if still <= Fraction(1, 2):
                return time
        waiting -= here + gone.count(time)
    return None


def bucket_middle(took):
    """64 buckets between a duration and its double, each millisecond its own up to 127."""
    took = max(took, 0)
    width = 1
    while took // width >= 128:
        width *= 2
    return took // width * width + width // 2


class Journal:
    """A hall's journal, as a list of events, and the figures that follow from it."""

    def __init__(self, entries):
        self.entries = entries
        self.plans = Plans(entries)
        spells = people_at_windows(entries)
        read = (read_story(entries, story, self.plans, spells) for story in stories_of(entries).values())
        self.visits = [visit for visit in read if visit]

    def of(self, days):
        return [visit for visit in self.visits if days[0] <= visit["day"] <= days[1]]

    def lines(self, days, by):
        """name → the durations of the line: pairs of a duration and its norm."""
        lines = defaultdict(lambda: {"wait": [], "service": [], "left": [], "closed": [], "missed": [],
                                     "served_wait": [], "abandoned_wait": []})
        for visit in self.of(days):
            for leg in visit["legs"]:
                for what, took, norm, names in (
                        ("wait", waited(leg), leg.get("wait_norm"), FOR_WAITS),
                        ("service", served(leg), leg.get("service_norm"), LINES),
                        ("left", in_vain(leg, "cancelled"), None, LINES),
                        ("closed", in_vain(leg, "expired"), None, LINES),
                        ("missed", missed(leg), None, LINES)):
                    name = names[by](visit, leg)
                    if took is not None and name is not None:
                        lines[name][what].append((took, norm))
            if by in OF_SOMEBODY:
                continue
            leg = visit["legs"][0]
            for what, ends, norm in (("served_wait", ("served",), leg.get("wait_norm")),
                                     ("abandoned_wait", ("cancelled", "missed"), visit["gave_up_after"])):
                took = first_wait(visit, ends)
                if took is not None:
                    lines[LINES[by](visit, leg)][what].append((took, norm))
        return lines

    def load(self, days):
        cells = defaultdict(lambda: [0, 0, 0, 0, 0, []])
        for visit in self.of(days):
            cell = cells[weekday(visit["day"]), visit["hour"]]
            cell[0] += 1
            for place, end in enumerate(("served", "cancelled", "missed", "expired"), 1):
                cell[place] += visit["end"] == end
            cell[5] += [(waited(leg), leg["wait_norm"]) for leg in visit["legs"] if waited(leg) is not None]
        return [[*key, *cell[:5], measure(cell[5])] for key, cell in sorted(cells.items())]

    def calendar(self, days):
        found = defaultdict(lambda: ([], []))
        for visit in self.of(days):
            for leg in visit["legs"]:
                waits, services = found[visit["day"], leg["kind"]]
                if waited(leg) is not None:
                    waits.append((waited(leg), leg["wait_norm"]))
                if served(leg) is not None:
                    services.append((served(leg), leg["service_norm"]))
        rows = []
        for (day, kind), (waits, services) in sorted(found.items()):
            norm = None
            for index, plan in zip(self.plans.at, self.plans.plans):
                if local(plan, self.entries[index]["at"])[0] <= day:
                    for known in plan["window_kinds"]:
                        if known["id"] == kind:
                            norm = [known["norm"]["wait_s"], known["norm"]["service_s"]]
            if waits or services:
                rows.append([day, kind, measure(waits), measure(services), norm])
        return rows

    def ratings(self, days):
        visits = {visit["ticket"]: visit for visit in self.of(days)}
        counts = defaultdict(int)
        for event in self.entries:
            if event and event["kind"] == "visit_rated" and event["ticket"] in visits:
                service = visits[event["ticket"]]["legs"][-1]["service"]
                counts[service, event["topic"], event["score"]] += 1
        return [[*key, count] for key, count in sorted(counts.items())]

    def summary(self, days):
        visits = self.of(days)
        ends = [sum(visit["end"] == end for visit in visits) for end in ("served", "cancelled", "missed", "expired")]
        waits = [[waited(leg) for leg in visit["legs"] if waited(leg) is not None] for visit in visits]
        return [len(visits), *ends, measure([(sum(of_visit), None) for of_visit in waits if of_visit])]

    def idleness(self, days):
        return windows_alone.idleness(self.entries, self.plans, days)

    def staffing(self, days, now):
        return windows_alone.staffing(self.entries, self.plans, days, now)

    def forwarded(self, days):
        rows = []
        for visit in self.visits:
            for index, leg in visit["finished"]:
                event, plan = self.entries[index], self.plans.holding(index)
                if not any(known["id"] == event["outcome"] and known.get("forwarded") for known in plan["outcomes"]):
                    continue
                day = datetime.date.fromisoformat(local(plan, event["at"])[0])
                due = plan.get("forwarding", {})
                ends = [day + datetime.timedelta(days=due.get(what, usual))
                        for what, usual in (("register_days", 1), ("answer_days", 30))]
                rows.append([index + 1, visit["ticket"], visit["number"]["letter"], visit["number"]["ordinal"],
                             leg["service"], event["outcome"], event["window"], event.get("reference", ""), event["at"],
                             *(one.isoformat() for one in (day, *ends))])
        return sorted(row for row in rows if days[0] <= row[9] <= days[1])

    def estimates(self, days, promises):
        visits = {visit["ticket"]: visit for visit in self.of(days)}
        counts = defaultdict(lambda: [0, 0, 0, 0, 0])
        for ticket, from_min, to_min, heard in promises:
            leg = visits[ticket]["legs"][0] if ticket in visits else None
            if leg is None or leg["called"] is None:
                continue
            took = Fraction(waited(leg), 60_000)
            row = counts[leg["service"]]
            for place, one in enumerate((1, from_min <= took <= to_min, took < from_min, took > to_min, heard)):
                row[place] += one
        return [[service, *row] for service, row in sorted(counts.items())]

    def area_under_the_queue(self):
        """How many wait, integrated over time from the first event to the last: not by legs, but by who comes and goes.

        Who was given a ticket by a kiosk alone waited from the touch on. Parked is waiting, too.
        """
        steps, waiting, last = [], set(), 0
        for event in self.entries:
            if not event or "ticket" not in event:
                continue
            ticket, what, last = event["ticket"], event["kind"], max(last, event["at"])
            if what == "ticket_taken":
                comes, at = True, event.get("taken", event["at"])
            elif what in ("ticket_transferred", "ticket_parked", "step_finished", "ticket_returned"):
                comes, at = True, event["at"]
            elif what in ("ticket_called", "ticket_cancelled", "ticket_expired"):
                comes, at = False, event["at"]
            else:
                continue
            if comes != (ticket in waiting):
                steps.append((at, 1 if comes else -1))
                (waiting.add if comes else waiting.discard)(ticket)
        area = length = before = 0
        for at, step in sorted(steps):
            area += length * (at - before)
            length, before = length + step, at
        return area + length * (last - before), last

    def still_waiting(self, until):
        return sum(until - leg["began"] for visit in self.visits for leg in visit["legs"]
                   if leg["called"] is None and leg["end"] is None)
