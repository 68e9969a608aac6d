"""The fold of a hall's events, written anew from protocol/SPEC.md section "Events": no code of the C++ side."""
import copy

CALLS_REMEMBERED = 12


class Fold:
    """The state of a hall, folded from events. Tickets and windows by their numbers, as on the wire."""

    def __init__(self, state):
        state = copy.deepcopy(state)
        self.plan, self.day, self.latest = state["plan"], state["day"], state["latest"]
        self.last_ticket, self.last_ordinal = state["last_ticket"], state["last_ordinal"]
        self.tickets = {ticket["ticket"]: ticket for ticket in state["tickets"]}
        self.windows = {window["window"]: window for window in state["windows"]}
        self.calls = state["calls"]

    def as_state(self):
        """The same as the `state` of a snapshot, to compare."""
        return {
            "plan": self.plan, "day": self.day, "latest": self.latest,
            "last_ticket": self.last_ticket, "last_ordinal": self.last_ordinal,
            "tickets": [self.tickets[i] for i in sorted(self.tickets)],
            "windows": [self.windows[i] for i in sorted(self.windows)],
            "calls": self.calls,
        }

    def apply(self, event):
        """An event about a ticket or window that is not known changes nothing."""
        self.latest = max(self.latest, event["at"])
        ticket = self.tickets.get(event.get("ticket"))
        if event["kind"] in ("plan_adopted", "day_started", "ticket_taken") or event["kind"].startswith("window_"):
            getattr(self, event["kind"])(event)
        elif ticket:
            getattr(self, event["kind"])(event, ticket)

    def plan_adopted(self, event):
        self.plan = event["plan"]
        numbers = [window["id"] for window in self.plan["windows"]]
        self.windows = {n: self.windows.get(n, {"window": n, "post": "closed"}) for n in numbers}

    def day_started(self, event):
        self.day, self.last_ordinal, self.calls = event["day"], {}, []

    def ticket_taken(self, event):
        self.last_ticket = max(self.last_ticket, event["ticket"])
        self.last_ordinal[event["number"]["letter"]] = event["number"]["ordinal"]
        self.tickets[event["ticket"]] = {
            "ticket": event["ticket"], "number": event["number"], "service": event["service"],
            "language": event["language"], "device": event["device"], "taken": event["at"],
            "print": "reserved", "at": {"stage": "waiting", "since": event["at"]}, "note": "",
        }

    def print_reported(self, event, ticket):
        ticket["print"] = event["print"]

    def ends(self, event, ticket):
        del self.tickets[event["ticket"]]

    ticket_cancelled = ticket_expired = service_finished = ticket_missed = ends

    def post(self, event, **fields):
        if event["window"] in self.windows:
            self.windows[event["window"]] = {"window": event["window"], **fields}

    def window_opened(self, event):
        self.post(event, post="open", person=event.get("person", ""), since=event["at"])

    window_resumed = window_opened

    def window_closed(self, event):
        self.post(event, post="closed")

    def window_paused(self, event):
        self.post(event, post="paused", person=event.get("person", ""), reason=event["reason"], since=event["at"])

    def ticket_called(self, event, ticket):
        ticket["at"] = {"stage": "called", "window": event["window"], "since": event["at"],
                        "last_call": event["at"], "recalls": 0}
        self.show_call(event, ticket, 0)

    def ticket_recalled(self, event, ticket):
        stage = ticket["at"]
        if stage["stage"] == "called":
            stage["last_call"] = event["at"]
            stage["recalls"] += 1
            self.show_call(event, ticket, stage["recalls"])

    def service_started(self, event, ticket):
        if ticket["at"]["stage"] == "called":
            ticket["at"] = {"stage": "serving", "window": event["window"], "called": ticket["at"]["since"],
                            "since": event["at"]}

    def ticket_transferred(self, event, ticket):
        ticket["note"] = event["reason"]
        # Who waited for a window that closes goes on waiting: the leg, and its clock, are the same.
        since = ticket["at"]["since"] if ticket["at"]["stage"] == "waiting" else event["at"]
        ticket["at"] = {"stage": "waiting", "since": since}
        if "service" in event["to"]:
            ticket["service"] = event["to"]["service"]
        else:
            ticket["at"]["only_at"] = event["to"]["window"]

    def ticket_parked(self, event, ticket):
        ticket["at"] = {"stage": "parked", "by": event["window"], "since": event["at"], "reason": event["reason"]}

    def show_call(self, event, ticket, recalls):
        others = [call for call in self.calls if call["number"] != ticket["number"]]
        call = {"number": ticket["number"], "window": event["window"], "at": event["at"], "recalls": recalls}
        self.calls = [call, *others][:CALLS_REMEMBERED]
