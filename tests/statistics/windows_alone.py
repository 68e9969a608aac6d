"""Idle windows and staffed hours, worked out from the journal's events alone (journal_alone.py has the visits)."""
import datetime
from collections import defaultdict

SPELLS = {"window_opened": "open", "window_resumed": "open", "window_paused": "paused", "window_closed": "closed"}
FORGOTTEN_AFTER = 48 * 3_600_000


class Hall:
    """Who stands where and who is at which window, event by event."""

    def __init__(self):
        self.stands, self.posts, self.people, self.calls, self.services = {}, {}, {}, {}, {}

    def hear(self, event):
        what, ticket, window = event["kind"], event.get("ticket"), event.get("window")
        if what == "plan_adopted":
            self.calls = {w["id"]: set(w["services"]) | set(w.get("helps", [])) for w in event["plan"]["windows"]}
        elif what == "services_assigned":
            self.calls[window] = set(event["services"]) | set(event.get("helps", []))
        elif what in SPELLS:
            self.posts[window] = SPELLS[what]
            person = event.get("person") or self.people.get(window, "")
            self.people[window] = "" if what == "window_closed" else person
        elif what == "ticket_taken":
            self.wait(ticket, event["service"], None)
        elif what == "step_finished":
            self.wait(ticket, event["next"]["service"], event["next"].get("back_to"))
        elif what == "ticket_returned":
            self.wait(ticket, self.services[ticket], event.get("only_at"))
        elif what == "ticket_transferred":
            self.wait(ticket, event["to"].get("service", self.services[ticket]), event["to"].get("window"))
        elif what == "ticket_called":
            self.stands[ticket] = ("at", window)
        elif what in ("ticket_parked", "ticket_missed", "service_finished", "ticket_cancelled", "ticket_expired",
                      "return_lapsed"):
            self.stands.pop(ticket, None)

    def wait(self, ticket, service, only_at):
        self.services[ticket] = service
        self.stands[ticket] = ("for", service) if only_at is None else ("only", only_at)

    def idle(self):
        """The windows that are open and free though somebody waits whom they could call."""
        stands = set(self.stands.values())
        return {window for window, services in self.calls.items()
                if self.posts.get(window) == "open" and ("at", window) not in stands
                and (("only", window) in stands or any(("for", service) in stands for service in services))}


def local(plan, at):
    known = [offset for offset in plan["zone"]["offsets"] if offset["from"] <= at] or plan["zone"]["offsets"][:1]
    seconds = known[-1]["offset_s"] if known else 0
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=at, seconds=seconds)


def idleness(entries, plans, days):
    """A stretch belongs to the day on which it began, and to who was at the window then; a new day begins another."""
    hall, since, took = Hall(), {}, {"windows": defaultdict(list), "people": defaultdict(list)}
    for index, event in enumerate(entries):
        if not event:
            continue
        hall.hear(event)
        idle = hall.idle()
        for window in list(since):
            if window in hall.calls and (window not in idle or event["kind"] == "day_started"):
                began, day, person = since.pop(window)
                if days[0] <= day <= days[1] and event["at"] > began:
                    took["windows"][str(window)].append(event["at"] - began)
                    took["people"][person].append(event["at"] - began)
        for window in idle - set(since):
            day = local(plans.holding(index), event["at"]).date().isoformat()
            since[window] = event["at"], day, hall.people[window]
    return {what: {name: [len(all_of), sum(all_of), max(all_of), 0] for name, all_of in named.items()}
            for what, named in took.items()}


def staffing(entries, plans, days, now):
    """How long windows worked and rested, by the hours that the hall's clocks show."""
    cells = defaultdict(lambda: [0, 0])
    plan = plans.plans[-1]
    lasting = {}

    def end(window, till):
        day, post, begun = lasting.pop(window)
        till = min(till, begun + FORGOTTEN_AFTER)
        if not days[0] <= day <= days[1]:
            return
        while begun < till:
            clock = local(plan, begun)
            rest = 3_600_000 - (clock.minute * 60_000 + clock.second * 1000 + clock.microsecond // 1000)
            moved = [offset["from"] for offset in plan["zone"]["offsets"] if offset["from"] > begun]
            then = min([till, begun + rest, *moved])
            cells[clock.isoweekday(), clock.hour][post == "paused"] += then - begun
            begun = then

    for index, event in enumerate(entries):
        if event and event["kind"] in SPELLS:
            window, post = event["window"], SPELLS[event["kind"]]
            if window in lasting:
                end(window, event["at"])
            if post != "closed":
                lasting[window] = local(plans.holding(index), event["at"]).date().isoformat(), post, event["at"]
    for window in list(lasting):
        end(window, now)
    return [[*key, *cell] for key, cell in sorted(cells.items())]
