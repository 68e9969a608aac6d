#!/usr/bin/python3
"""What visitors are told about their wait is recorded when the ticket is taken, and counted once they are called."""
import json
import sqlite3
import sys
import unittest
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import Hall, wait_until  # noqa: E402
from okno_client import take  # noqa: E402


class EstimatesTest(unittest.TestCase):
    """A manager's page of the past, asked as a browser asks it."""

    def log_in(self):
        password = self.hall.add_user("maria", "manager")
        answer, _ = self.ask("POST", "/api/login", json.dumps({"name": "maria", "password": password}),
                             {"X-Okno-Csrf": "login", "Content-Type": "application/json"})
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def ask(self, method, path, body=None, headers=None):
        host, port = self.hall.web.split(":")
        with closing(HTTPConnection(host, int(port), timeout=10)) as connection:
            connection.request(method, path, body, headers or {"Cookie": self.cookie})
            answer = connection.getresponse()
            return answer, json.loads(answer.read() or b"null")

    def history(self, what):
        today = self.ask("GET", "/api/history/frame")[1]["today"]
        return self.ask("GET", f"/api/history/{what}{'&' if '?' in what else '?'}from={today}&to={today}")[1]

    def recorded(self):
        with closing(sqlite3.connect(f"file:{self.hall.statistics}?mode=ro", uri=True)) as database:
            return database.execute("SELECT ticket, from_min, to_min, heard FROM promises ORDER BY ticket").fetchall()

    def test_a_promise_is_recorded_with_the_ticket_and_counted_with_its_call(self):
        with Hall("dispatcher", "console") as self.hall:
            self.log_in()
            client = self.hall.client()
            client.command("open_window", window=3)
            api = self.hall.add_key("site", "hall")
            told = {}

            def services_are_told():
                _, hall = self.ask("GET", "/api/v1/hall", headers={"Authorization": f"Bearer {api}"})
                told.update({service["id"]: service.get("estimate") for service in hall.get("services", [])})
                return told.get("contract") is not None

            wait_until(services_are_told, 30, "the console knows how long visitors wait")
            tickets = [take(client, "contract") for _ in range(2)]
            wait_until(lambda: len(self.recorded()) == 2, 20, "two promises are recorded")
            for _, from_min, to_min, heard in self.recorded():
                self.assertLessEqual(from_min, to_min)
                self.assertEqual(heard, 1)
            self.assertEqual(self.history("promises")["services"], [], "nobody has been called")

            client.command("call_next", window=3)
            wait_until(lambda: self.history("promises")["services"], 20, "the promise is counted")
            (contract,) = self.history("promises")["services"]
            self.assertEqual((contract["service"], contract["n"], contract["heard"]), ("contract", 1, 1))
            self.assertEqual(contract["held"] + contract["sooner"] + contract["later"], 1)
            first = self.recorded()[0]
            self.assertEqual(contract["held"] == 1, first[1] == 0, "called at once: it held if so little was told")
            (found,) = self.history("tickets?counted=promised")["tickets"]
            self.assertEqual(found["ticket"], first[0])
            self.assertEqual(len(tickets), len(self.recorded()))


if __name__ == "__main__":
    unittest.main()
