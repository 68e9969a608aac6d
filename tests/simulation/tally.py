"""Counts a simulated day from witnesses that know nothing of each other: what visitors saw on the kiosk, what
operators were answered, the journal, the paper, the board. Pure: records in, figures and findings out."""
import collections
import math


def percentile(values, share):
    """Nearest rank; None of nothing."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def spread(values_us):
    return {name: None if (value := percentile(values_us, share)) is None else round(value / 1000, 1)
            for name, share in (("p50", 0.50), ("p99", 0.99))}


def text(number):
    return f"{number['letter']}{number['ordinal']:03d}"


class Tally:
    """
    visits   [{"touched_us", "ticket", "number"}]        visitors; without a ticket: it never came
    calls    [{"pressed_us", "ticket", "window"}]        calls that operators were answered
    journal  [event]                                     of this day, in order
    living   [ticket of the final state]
    paper    [{"number": "A012", "at_us"}]               one for each sheet
    board    [{"calls": ["A012>3"], "at_us"}]            one for each picture
    """

    def __init__(self, *, visits, calls, journal, living, paper, board):
        self.visits, self.calls, self.living, self.paper, self.board = visits, calls, living, paper, board
        self.of_kind = collections.defaultdict(list)
        for event in journal:
            self.of_kind[event["kind"]].append(event)
        self.journal = journal
        self.number = {event["ticket"]: text(event["number"]) for event in self.of_kind["ticket_taken"]}
        self.lost = []
        self.duplicated = []
        self.touch_to_printed_us = []
        self.call_to_board_us = []
        self._count_tickets()
        self._count_paper()
        self._count_calls()
        self._follow_visits()

    def figures(self):
        return {
            "issued": len(self.of_kind["ticket_taken"]), "printed": len(self.paper),
            "called": len(self.of_kind["ticket_called"]), "served": len(self.of_kind["service_finished"]),
            "waiting": sum(ticket["at"]["stage"] == "waiting" for ticket in self.living),
            "lost": len(self.lost), "duplicated": len(self.duplicated),
            "touch_to_printed_ms": spread(self.touch_to_printed_us),
            "call_to_board_ms": spread(self.call_to_board_us),
        }

    def _doubled(self, things, what):
        for thing, times in collections.Counter(things).items():
            if times > 1:
                self.duplicated.append(f"{what} {thing}: {times} times")

    def _count_tickets(self):
        """Each visitor has one ticket, each ticket one visitor."""
        self._doubled([text(event["number"]) for event in self.of_kind["ticket_taken"]], "number issued")
        self._doubled([visit["number"] for visit in self.visits if visit["number"]], "number shown to a visitor")
        shown = {visit["ticket"] for visit in self.visits if visit["ticket"] is not None}
        for visit in self.visits:
            if visit["ticket"] is None:
                self.lost.append("a visitor touched a service and saw no ticket")
            elif self.number.get(visit["ticket"]) != visit["number"]:
                self.lost.append(f"{visit['number']} was shown on the kiosk and is not in the journal")
        extra = len(self.number) - len(self.visits)
        for ticket in [ticket for ticket in self.number if ticket not in shown][:max(0, extra)]:
            self.duplicated.append(f"{self.number[ticket]} was issued and nobody had asked for it")

    def _count_paper(self):
        self._doubled([sheet["number"] for sheet in self.paper], "sheet printed")
        printed = {sheet["number"]: sheet["at_us"] for sheet in self.paper}
        for number in self.number.values():
            if number not in printed:
                self.lost.append(f"{number} was issued and not printed")
        for number in set(printed) - set(self.number.values()):
            self.lost.append(f"{number} was printed and is not in the journal")
        for visit in self.visits:
            if visit["number"] in printed:
                self.touch_to_printed_us.append(printed[visit["number"]] - visit["touched_us"])

    def _count_calls(self):
        """Each call that was answered is in the journal, each in the journal has been on the board."""
        called = collections.defaultdict(list)
        for event in self.of_kind["ticket_called"]:
            called[event["ticket"], event["window"]].append(event)
        answered = collections.Counter((call["ticket"], call["window"]) for call in self.calls)
        for (ticket, window), times in answered.items():
            if len(called[ticket, window]) < times:
                self.lost.append(f"a call of {self.number.get(ticket)} to window {window} was answered, "
                                 "and is not in the journal")
        pressed = collections.defaultdict(list)
        for call in self.calls:
            pressed[call["ticket"], call["window"]].append(call["pressed_us"])
        for (ticket, window), events in called.items():
            for event in events:
                shown = self._shown_at(f"{self.number.get(ticket)}>{window}", event["at"] * 1000)
                if shown is None:
                    self.lost.append(f"the call of {self.number.get(ticket)} to window {window} was not on the board")
                elif times := [us for us in pressed[ticket, window] if us <= shown]:
                    self.call_to_board_us.append(shown - times[-1])

    def _shown_at(self, call, called_us):
        for picture in self.board:
            if picture["at_us"] >= called_us and call in picture["calls"]:
                return picture["at_us"]
        return None

    def _follow_visits(self):
        """No ticket is at two windows, none ends twice, none disappears."""
        at_window, ended = {}, set()
        leaving = {"service_finished", "ticket_missed", "ticket_transferred", "ticket_parked"}
        ending = {"service_finished", "ticket_missed", "ticket_cancelled", "ticket_expired"}
        for event in self.journal:
            ticket, kind = event.get("ticket"), event["kind"]
            if kind == "ticket_called":
                if ticket in at_window or ticket in ended:
                    self.duplicated.append(f"{self.number.get(ticket)} was called to window {event['window']} "
                                           f"while {'gone' if ticket in ended else 'at another window'}")
                at_window[ticket] = event["window"]
            if kind in leaving:
                at_window.pop(ticket, None)
            if kind in ending:
                if ticket in ended:
                    self.duplicated.append(f"the visit of {self.number.get(ticket)} ended twice")
                ended.add(ticket)
        living = {ticket["ticket"] for ticket in self.living}
        for ticket, number in self.number.items():
            if ticket not in ended and ticket not in living:
                self.lost.append(f"{number} is neither in the hall nor has its visit ended")
