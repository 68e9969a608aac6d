"""The fold of a hall's events, written anew from protocol/SPEC.md section "Events": no code of the C++ side."""
import copy

from okno_experience import Experience, local_ms, midnight_of

CALLS_REMEMBERED = 8  # of each window
RATEABLE = 1000


def has_priority(ticket):
    return ticket["rank"] < ticket["taken"]


def queue_of(ticket):
    """Where a ticket stands; None when it does not wait."""
    if ticket["at"]["stage"] != "waiting":
        return None
    return ("window", ticket["at"]["only_at"]) if "only_at" in ticket["at"] else ("service", ticket["service"])


class Panics:
    """Calls for help. Time does not pass by them: the public state must not know of them."""

    def __init__(self, panics):
        panics = panics or {"raised": [], "heard": [], "latest": 0}
        self.raised = {panic["zone"]: panic for panic in panics["raised"]}
        self.heard = {heard["device"]: heard["press"] for heard in panics["heard"]}
        self.latest, self.test = panics["latest"], panics.get("test")

    def as_state(self):
        if not self.latest:
            return None
        return {"raised": [self.raised[i] for i in sorted(self.raised)], "latest": self.latest,
                "heard": [{"device": i, "press": self.heard[i]} for i in sorted(self.heard)],
                **({"test": self.test} if self.test else {})}

    def apply(self, event):
        self.latest = max(self.latest, event["at"])
        if event.get("press"):
            self.heard[event["device"]] = max(event["press"], self.heard.get(event["device"], 0))
        getattr(self, event["kind"])(event, self.raised.get(event.get("zone")))

    def panic_raised(self, event, panic):
        if not panic or "acknowledged" in panic:
            panic = {"zone": event["zone"], "since": event["at"], "escalated": False,
                     "presses": panic["presses"] if panic else 0}
        panic.update(presses=panic["presses"] + 1, device=event["device"], person=event.get("person", ""),
                     told="sent" if event.get("press") else "nothing")
        self.raised[event["zone"]] = panic

    def alarm_reported(self, event, panic):
        if panic:
            panic["told"] = "accepted" if event["accepted"] else "sent"

    def panic_escalated(self, event, panic):
        if panic:
            panic["escalated"] = True

    def panic_acknowledged(self, event, panic):
        if panic:
            panic["acknowledged"] = {"person": event.get("person", ""), "at": event["at"]}

    def panic_restored(self, event, _):
        self.raised.pop(event["zone"], None)

    panic_cancelled = panic_restored

    def panic_test_started(self, event, _):
        self.test = {"started": event["at"], "person": event.get("person", ""), "answers": []}

    def panic_test_reported(self, event, _):
        if self.test:
            others = [each for each in self.test["answers"] if each["device"] != event["device"]]
            self.test["answers"] = sorted([*others, {"device": event["device"], "passed": event["passed"]}],
                                          key=lambda each: each["device"])


class Fold:
    """The state of a hall, folded from events. Tickets and windows by their numbers, as on the wire."""

    def __init__(self, state):
        state = copy.deepcopy(state)
        self.plan, self.latest = state["plan"], state["latest"]
        self.day, self.settled, self.strained = state["day"], state["settled"], state["strained"]
        self.last_ticket, self.last_ordinal = state["last_ticket"], state["last_ordinal"]
        self.leases = {lease["block"]: lease for lease in state.get("leases", [])}
        self.merged = state.get("merged", [])
        self.staff_calls = {call["kiosk"]: call for call in state.get("staff_calls", [])}
        self.rateable = state.get("rateable", [])
        self.closed = {each["service"]: each for each in state.get("closed_services", [])}
        self.operator_duties = {each["operator"]: each for each in state.get("operator_duties", [])}
        self.message = state.get("message")
        self.tickets = {ticket["ticket"]: ticket for ticket in state["tickets"]}
        self.windows = {window["window"]: window for window in state["windows"]}
        self.devices = {device["device"]: device for device in state["devices"]}
        self.calls = state["calls"]
        self.experience = Experience(state["experience"])
        self.panics = Panics(state.get("panics"))

    def as_state(self):
        """The same as the `state` of a snapshot, to compare."""
        panics = self.panics.as_state()
        leases = [self.leases[block] for block in sorted(self.leases)]
        merged = sorted(self.merged, key=lambda number: (number["letter"], number["ordinal"]))
        staff_calls = [self.staff_calls[kiosk] for kiosk in sorted(self.staff_calls)]
        return {**({"panics": panics} if panics else {}),
            **({"leases": leases} if leases else {}), **({"merged": merged} if merged else {}),
            **({"staff_calls": staff_calls} if staff_calls else {}),
            **({"rateable": self.rateable} if self.rateable else {}),
            **({"closed_services": [self.closed[i] for i in sorted(self.closed)]} if self.closed else {}),
            **({"operator_duties": [self.operator_duties[i] for i in sorted(self.operator_duties)]} if self.operator_duties else {}),
            **({"message": self.message} if self.message else {}),
            "plan": self.plan, "day": self.day, "settled": self.settled, "strained": self.strained,
            "latest": self.latest, "last_ticket": self.last_ticket, "last_ordinal": self.last_ordinal,
            "tickets": [self.tickets[i] for i in sorted(self.tickets)],
            "windows": [self.windows[i] for i in sorted(self.windows)],
            "devices": [self.devices[i] for i in sorted(self.devices)],
            "calls": self.calls, "experience": self.experience.learnt,
        }

    def apply(self, event):
        """An event about a ticket or window that is not known changes nothing."""
        if event["kind"].startswith("panic_") or event["kind"] == "alarm_reported":
            self.panics.apply(event)
            return
        of_a_part = event["kind"] == "device_reported" and "/" in event["about"]
        if of_a_part or event["kind"] in ("manager_called", "manager_call_answered"):
            self.panics.latest = max(self.panics.latest, event["at"])
            getattr(self, event["kind"])(event)
            return
        self.pass_time(event["at"])
        fold = self.end_of_day if event["kind"] == "day_ended" else getattr(self, event["kind"])
        if event["kind"] == "ticket_taken" or "ticket" not in event:
            fold(event)
        elif event["ticket"] in self.tickets:
            fold(event, self.tickets[event["ticket"]])

    def pass_time(self, at):
        """A window idles while it is open and free and somebody waits whom it could call."""
        if at > self.latest and self.plan:
            busy = {ticket["at"].get("window") for ticket in self.tickets.values()
                    if ticket["at"]["stage"] in ("called", "serving")}
            queues = {queue_of(ticket) for ticket in self.tickets.values()}
            for planned in self.plan["windows"]:
                window = self.windows[planned["id"]]
                mine = {("window", planned["id"])}
                mine.update(("service", s) for s in [*planned["services"], *planned.get("helps", [])])
                if window["post"] == "open" and planned["id"] not in busy and mine & queues:
                    window["idled_ms"] += at - self.latest
        self.latest = max(self.latest, at)

    # The hall, its windows and devices

    def plan_adopted(self, event):
        self.plan = copy.deepcopy(event["plan"])
        numbers = [window["id"] for window in self.plan["windows"]]
        self.windows = {n: self.windows.get(n, {"window": n, "post": "closed", "free_since": 0,
                                                "priority_in_a_row": 0, "idled_ms": 0}) for n in numbers}
        named = {plate["window"]: {k: v for k, v in plate.items() if k != "window"}
                 for plate in event.get("nameplates", [])}
        for number, window in self.windows.items():
            window.pop("nameplate", None)
            window.pop("assigned", None)
            if window["post"] == "open" and named.get(number):
                window["nameplate"] = named[number]

    def day_started(self, event):
        for window in self.windows.values():
            self.learn_work(window, event["at"])
        self.experience.day(self.day)
        self.day, self.strained = event["day"], False
        self.last_ordinal, self.merged, self.calls = {}, [], []
        self.staff_calls, self.rateable = {}, []
        for window in self.windows.values():
            window["idled_ms"] = 0
            window.pop("manager_call", None)
        self.closed, self.operator_duties = {}, {}

    # What a manager does to the day

    def services_assigned(self, event):
        for planned in self.plan["windows"]:
            if planned["id"] != event["window"]:
                continue
            window = self.windows[planned["id"]]
            own = window["assigned"]["planned"] if "assigned" in window else self.duties(planned)
            window.pop("assigned", None)
            planned.pop("helps", None)
            planned.update(self.duties(event))
            if self.duties(event) != own:
                window["assigned"] = {"planned": own, "reason": event["reason"], **({"whose": event["whose"]} if event.get("whose") else {})}
            if event.get("whose") and "assigned" not in window:
                self.operator_duties.pop(event["whose"], None)
            elif event.get("whose"):
                self.operator_duties[event["whose"]] = {"operator": event["whose"], "reason": event["reason"], **self.duties(event)}

    @staticmethod
    def duties(of):
        return {"services": of["services"], **({"helps": of["helps"]} if of.get("helps") else {})}

    def service_closed(self, event):
        self.closed[event["service"]] = {"service": event["service"], "reason": event["reason"]}

    def service_reopened(self, event):
        self.closed.pop(event["service"], None)

    def message_posted(self, event):
        self.message = event["message"]

    def message_withdrawn(self, _event):
        self.message = None

    def ticket_prioritised(self, event, ticket):
        if ticket["at"]["stage"] == "waiting" and not has_priority(ticket):
            self.places(ticket)[0]["place"] = ticket["place"]
        ticket["rank"] = ticket["place"] = ticket["taken"] - 1000 * event["head_start_s"]
        if event.get("category"):
            ticket["category"] = event["category"]

    def manager_called(self, event):
        if event["window"] in self.windows:
            self.windows[event["window"]]["manager_call"] = {"since": event["at"]}

    def manager_call_answered(self, event):
        if "manager_call" in self.windows.get(event["window"], {}):
            self.windows[event["window"]]["manager_call"]["answered"] = event["at"]

    def end_of_day(self, event):
        self.settled = event["at"]

    def post(self, event, **post):
        if event["window"] in self.windows:
            window = self.windows[event["window"]]
            self.learn_work(window, event["at"])
            for field in ("person", "reason", "since", "leave", "nameplate"):
                window.pop(field, None)
            window.update(post, free_since=event["at"])

    def learn_work(self, window, at):
        if window["post"] == "open":
            self.experience.work(self.plan, window["window"], window["since"], at, self.day)

    def window_opened(self, event):
        nobody = not self.tickets and all(window["post"] == "closed" for window in self.windows.values())
        if event["window"] in self.windows and nobody:
            self.settled = event["at"]
        self.window_resumed(event)

    def window_resumed(self, event):
        named = {"nameplate": event["nameplate"]} if event.get("nameplate") else {}
        self.post(event, post="open", person=event.get("person", ""), since=event["at"], **named)

    def window_closed(self, event):
        self.post(event, post="closed")

    def window_paused(self, event):
        there = self.windows.get(event["window"], {})
        there = there.get("person", "") if there.get("post") == "open" else ""
        self.post(event, post="paused", person=event.get("person", there), reason=event["reason"], since=event["at"])

    def leave_announced(self, event):
        if event["window"] in self.windows:
            self.windows[event["window"]]["leave"] = event["leave"]

    def leave_withdrawn(self, event):
        if event["window"] in self.windows:
            self.windows[event["window"]].pop("leave", None)

    def device_reported(self, event):
        version = event.get("version") or self.devices.get(event["about"], {}).get("version")
        self.devices[event["about"]] = {"device": event["about"], "condition": event["condition"],
                                        "since": event["at"]}
        if version:
            self.devices[event["about"]]["version"] = version
        if event.get("skips"):
            self.devices[event["about"]]["skips"] = event["skips"]

    # Tickets

    def ticket_taken(self, event):
        self.last_ticket = max(self.last_ticket, event["ticket"])
        taken = event.get("taken", event["at"])
        if "taken" in event:
            self.merged.append(event["number"])
        else:
            self.last_ordinal[event["number"]["letter"]] = event["number"]["ordinal"]
        ticket = {
            "ticket": event["ticket"], "number": event["number"], "service": event["service"],
            "language": event["language"], "device": event.get("kiosk", event["device"]), "taken": taken,
            "rank": taken - 1000 * event.get("head_start_s", 0), "note": event.get("reason", ""),
            "print": "failed" if "taken" in event else "reserved",
        }
        for optional in ("category", "route"):
            if optional in event:
                ticket[optional] = copy.deepcopy(event[optional])
        self.tickets[event["ticket"]] = ticket
        self.wait(ticket, taken)
        if "taken" not in event or local_ms(self.plan, taken) >= midnight_of(self.day):
            self.experience.arrival(self.plan, event["service"], taken)

    def staff_called(self, event):
        self.staff_calls[event["device"]] = {"kiosk": event["device"], "since": event["at"]}

    def staff_call_answered(self, event):
        if event["kiosk"] in self.staff_calls:
            self.staff_calls[event["kiosk"]]["answered"] = event["at"]

    def visit_rated(self, event):
        self.rateable = [visit for visit in self.rateable if visit["ticket"] != event["ticket"]]

    def block_leased(self, event):
        self.leases[event["lease"]["block"]] = event["lease"]

    @staticmethod
    def wait(ticket, since, only_at=None):
        ticket["place"] = ticket["rank"]
        ticket["at"] = {"stage": "waiting", "since": since}
        if only_at is not None:
            ticket["at"]["only_at"] = only_at

    def leave(self, event, ticket):
        """The ticket's stage is over: a window it was at is free, and the hall has learnt how long it took."""
        stage = ticket["at"]
        if stage["stage"] == "waiting" and not has_priority(ticket):
            self.places(ticket)[0]["place"] = ticket["place"]
        if stage["stage"] in ("called", "serving"):
            window = self.windows[stage["window"]]
            window["free_since"] = event["at"]
            person = window["person"] if window["post"] == "open" else ""
            called = stage["since"] if stage["stage"] == "called" else stage["called"]
            self.experience.service(ticket["service"], person, event["at"] - called)

    def places(self, ticket):
        """Who of the queue of a waiting ticket holds a place, the oldest first."""
        queue = queue_of(ticket)
        holders = [other for other in self.tickets.values() if queue_of(other) == queue and not has_priority(other)]
        return sorted(holders, key=lambda holder: (holder["place"], holder["ticket"]))

    def ends(self, event, ticket):
        self.leave(event, ticket)
        del self.tickets[event["ticket"]]

    ticket_cancelled = ticket_expired = return_lapsed = ends

    def service_finished(self, event, ticket):
        within_s = self.plan.get("rating", {}).get("within_s")
        if within_s:
            self.rateable = [visit for visit in self.rateable if event["at"] <= visit["ended"] + 1000 * within_s]
            self.rateable = self.rateable[-(RATEABLE - 1):]
            self.rateable.append({"number": ticket["number"], "ticket": ticket["ticket"], "ended": event["at"]})
        self.ends(event, ticket)

    def print_reported(self, event, ticket):
        ticket["print"] = event["print"]

    def ticket_called(self, event, ticket):
        window, reason = self.windows[event["window"]], event.get("reason", {})
        only_at = None
        if ticket["at"]["stage"] == "waiting":
            self.learn_call(event, ticket, window)
            only_at = ticket["at"].get("only_at")
            waited = ticket.get("waited_ms", 0) + event["at"] - ticket["at"]["since"]
            if waited:
                ticket["waited_ms"] = waited
        self.leave(event, ticket)
        ticket["at"] = {"stage": "called", "window": event["window"], "since": event["at"],
                        "last_call": event["at"], "recalls": 0}
        if only_at is not None:
            ticket["at"]["only_at"] = only_at
        if reason:
            ticket["at"]["reason"] = reason
        window["priority_in_a_row"] = reason.get("count", 0)
        self.show_call(event, ticket, 0)

    def learn_call(self, event, ticket, window):
        since, places = ticket["at"]["since"], self.places(ticket)
        if places and event["at"] - places[0]["place"] >= 1000 * self.plan["ordering"]["long_wait_s"]:
            self.strained = True
        if since == ticket["taken"]:
            self.experience.wait(self.plan, ticket["service"], event["at"] - since)
        idle = event["at"] - max(window["free_since"], since)
        if idle >= 0:
            self.experience.turnaround(idle)

    def ticket_recalled(self, event, ticket):
        stage = ticket["at"]
        if stage["stage"] == "called":
            stage["last_call"] = event["at"]
            stage["recalls"] += 1
            self.show_call(event, ticket, stage["recalls"])

    def service_started(self, event, ticket):
        if ticket["at"]["stage"] == "called":
            reason = ticket["at"].get("reason")
            ticket["at"] = {"stage": "serving", "window": event["window"], "called": ticket["at"]["since"],
                            "since": event["at"], "service_stage_since": event["at"]}
            if reason:
                ticket["at"]["reason"] = reason
            if self.plan["stages"]:
                ticket["at"]["service_stage"] = self.plan["stages"][0]["id"]

    def stage_entered(self, event, ticket):
        if ticket["at"]["stage"] == "serving":
            ticket["at"].update(service_stage=event["stage"], service_stage_since=event["at"])

    def step_finished(self, event, ticket):
        self.leave(event, ticket)
        route = ticket.pop("route", [])[1:]
        for step in route:
            if step.get("same_window") and step["service"] == ticket["service"]:
                step["back_to"] = event["window"]
        if route:
            ticket["route"] = route
        ticket["service"] = event["next"]["service"]
        self.wait(ticket, event["at"], event["next"].get("back_to"))

    def step_added(self, event, ticket):
        ticket["route"] = [dict(event["step"]), *ticket.get("route", [])]

    def ticket_missed(self, event, ticket):
        if "until" not in event:
            self.ends(event, ticket)
            return
        only_at = ticket["at"].get("only_at") if ticket["at"]["stage"] == "called" else None
        self.leave(event, ticket)
        ticket["at"] = {"stage": "missed", "window": event["window"], "since": event["at"], "until": event["until"]}
        if only_at is not None:
            ticket["at"]["only_at"] = only_at

    def ticket_returned(self, event, ticket):
        self.leave(event, ticket)
        ticket["rank"] = event["rank"]
        self.wait(ticket, event["at"], event.get("only_at"))

    def ticket_transferred(self, event, ticket):
        # Who waited for a window that closes goes on waiting: the leg, and its clock, are the same.
        since = ticket["at"]["since"] if ticket["at"]["stage"] == "waiting" else event["at"]
        self.leave(event, ticket)
        ticket["note"] = event["reason"]
        ticket["service"] = event["to"].get("service", ticket["service"])
        self.wait(ticket, since, event["to"].get("window"))

    def ticket_parked(self, event, ticket):
        self.leave(event, ticket)
        ticket["at"] = {"stage": "parked", "by": event["window"], "since": event["at"], "reason": event["reason"]}
        if "remind_at" in event:
            ticket["at"]["remind_at"] = event["remind_at"]

    def park_reminded(self, _event, ticket):
        if ticket["at"]["stage"] == "parked":
            ticket["at"].pop("remind_at", None)
            ticket["at"]["reminded"] = True

    def show_call(self, event, ticket, recalls):
        others = [call for call in self.calls if call["number"] != ticket["number"]]
        call = {"number": ticket["number"], "window": event["window"], "at": event["at"], "recalls": recalls}
        kept = [each for each in others if each["window"] == call["window"]][:CALLS_REMEMBERED - 1]
        self.calls = [call, *(each for each in others if each["window"] != call["window"] or each in kept)]
