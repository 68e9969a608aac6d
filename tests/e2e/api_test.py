#!/usr/bin/python3
"""The console's HTTP API with the real programs: keys, scopes, rates, tickets by their word; and that openapi.json
is true: whatever is answered is as described, whatever is described is answered, and there is no route beside."""
import json
import re
import stat
import subprocess
import sys
import unittest
from http.client import HTTPConnection
from pathlib import Path

from jsonschema import Draft202012Validator

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import BINARIES, ROOT, Hall, wait_until  # noqa: E402
from ticket_word import ticket_word  # noqa: E402

DESCRIPTION = json.loads((ROOT / "console" / "outside" / "openapi.json").read_text())
HALL, SERVICE, TICKET = "/api/v1/hall", "/api/v1/services/{id}", "/api/v1/tickets/{id}"


def unresolved(schema):
    """The schema with the components it may refer to."""
    return {**schema, "components": DESCRIPTION["components"]}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Api:
    def __init__(self, hall):
        self.hall = hall
        self.checked = set()  # (path, status) that were compared with the description

    def ask(self, path, key=None, method="GET", **headers):
        connection = HTTPConnection(self.hall.web, timeout=10)
        if key:
            headers["Authorization"] = f"Bearer {key}"
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, template, key=None, word="", **headers):
        """Asks and compares the answer with what the description says of this path and status."""
        answer = self.ask(template.replace("{id}", word), key, **headers)
        described = DESCRIPTION["paths"][template]["get"]["responses"]
        assert str(answer.status) in described, f"{template} answers {answer.status}, which is not described"
        description = described[str(answer.status)]
        for name in description.get("headers", {}):
            assert name.lower() in answer.headers, f"{template} {answer.status} lacks the header {name}"
        if "content" in description:
            [(content, media)] = description["content"].items()
            assert answer.headers["content-type"] == content, answer.headers
            Draft202012Validator(unresolved(media["schema"])).validate(answer.json)
        else:
            assert answer.body == b"", answer.body
        self.checked.add((template, answer.status))
        return answer


def rated(plan):
    """Visits may be rated and missed visitors come back."""
    text = plan.read_text()
    assert "[rating]" in text, "the example plan no longer asks for ratings"
    plan.write_text(text.replace('no_show_not_before = "10s"', 'no_show_not_before = "1s"\nreturn_within = "15m"'))


class ApiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = Hall("dispatcher")
        rated(cls.running.plan)
        cls.hall = cls.running.__enter__()
        cls.client = cls.hall.client()
        cls.api = Api(cls.hall)
        cls.hall.start("console")
        cls.key = cls.hall.add_key("site", "hall,ticket", "--per-second", "1000")
        wait_until(lambda: cls.api.ask(HALL, cls.key).status == 200, 20, "the console knows the hall")

    @classmethod
    def tearDownClass(cls):
        cls.running.__exit__(None, None, None)

    def take(self, service="contract"):
        [event] = [entry["event"] for entry in self.client.command("take_ticket", service=service, language="ru").events
                   if entry["event"]["kind"] == "ticket_taken"]
        word = ticket_word(self.hall.keys.folder, event["ticket"], event["at"])
        # The console follows the hall: a moment later it knows the ticket, too.
        wait_until(lambda: self.api.get(TICKET, self.key, word).status == 200, 10, "the console has heard of the ticket")
        return event["number"], word

    def stage(self, word):
        return self.api.get(TICKET, self.key, word).json["stage"]

    def wait_stage(self, word, stage):
        wait_until(lambda: self.stage(word) == stage, 10, f"the ticket is {stage}")
        return self.api.get(TICKET, self.key, word).json

    def test_1_every_ticket_is_told_by_its_word_from_the_first_moment_to_the_last(self):
        number, word = self.take()
        _, behind = self.take()
        ticket = self.wait_stage(word, "waiting")
        self.assertEqual(ticket["number"], f"{number['letter']}{number['ordinal']:03}")
        self.assertEqual(self.api.get(TICKET, self.key, behind).json["people_ahead"], ticket["people_ahead"] + 1)
        self.client.command("open_window", window=3)
        self.client.command("call_by_number", window=3, number=number)
        self.assertEqual(self.wait_stage(word, "called")["window"], 3)
        self.client.command("start_service", window=3)
        self.wait_stage(word, "serving")
        self.client.command("park_ticket", window=3, reason="a form")
        self.wait_stage(word, "parked")
        self.client.command("resume_ticket", window=3, number=number)
        self.assertEqual(self.wait_stage(word, "called")["window"], 3)
        self.client.command("finish_service", window=3, outcome="resolved")
        self.assertTrue(self.wait_stage(word, "served")["can_be_rated"])
        self.client.command("rate_visit", number=number, score=5)
        self.assertEqual(self.wait_stage(word, "ended")["number"], None)

        self.client.command("call_next", window=3)
        self.wait_stage(behind, "called")
        wait_until(lambda: self.no_show(), 10, "the no-show is believed")
        self.assertIsNotNone(self.wait_stage(behind, "missed")["return_until"])

    def no_show(self):
        try:
            return self.client.command("report_no_show", window=3)
        except Exception:
            return None

    def test_2_the_hall_and_each_of_its_services_are_told_as_described(self):
        hall = self.api.get(HALL, self.key).json
        self.assertFalse(hall["blind"])
        self.assertGreater(len(hall["services"]), 5)
        for service in hall["services"]:
            self.assertEqual(self.api.get(SERVICE, self.key, service["id"]).json["service"]["id"], service["id"])
        self.assertEqual(self.api.get(SERVICE, self.key, "nothing").status, 404)

    def test_3_an_answer_that_has_not_changed_is_not_sent_again(self):
        _, word = self.take()
        for path, wanted in ((TICKET, word), (HALL, ""), (SERVICE, "contract"), ("/api/v1/openapi.json", "")):
            def again():
                tag = self.api.get(path, self.key, wanted).headers["etag"]
                return self.api.get(path, self.key, wanted, If_None_Match=tag).status == 304
            wait_until(again, 10, f"{path} stays as it is for a moment")

    def test_4_without_the_right_key_nothing_is_told(self):
        _, word = self.take()
        hall_only = self.hall.add_key("board", "hall")
        ticket_only = self.hall.add_key("bot", "ticket")
        for path, wanted, right, wrong in ((HALL, "", hall_only, ticket_only), (SERVICE, "contract", hall_only, ticket_only),
                                           (TICKET, word, ticket_only, hall_only)):
            self.assertEqual(self.api.get(path, right, wanted).status, 200)
            self.assertEqual(self.api.get(path, wrong, wanted).status, 403)
            for nothing in (None, "", "okno_" + "A" * 43, right[:-1], right + "A"):
                refused = self.api.get(path, nothing, wanted)
                self.assertEqual(refused.status, 401)
                self.assertIn("Bearer", refused.headers["www-authenticate"])
        self.assertEqual(self.api.get(HALL, hall_only).status, 200)
        subprocess.run([BINARIES / "okno-console", "remove-key", "--data", self.hall.folder / "console", "--name", "board"],
                       check=True)
        self.assertEqual(self.api.get(HALL, hall_only).status, 401)

    def test_5_words_cannot_be_guessed_and_what_was_made_up_is_like_what_never_was(self):
        number, word = self.take()
        known = self.api.get(TICKET, self.key, word).status
        self.assertEqual(known, 200)
        made_up = {word[:-2] + a + word[-1] for a in "AQgw" if a != word[-2]} | {
            "A" * 22, word.lower(), word[::-1], word + "A", word[:-1], "1", f"{number['letter']}{number['ordinal']:03}",
            "%2e%2e", "%00", "a" * 3000}
        answers = {(answer.status, answer.body) for answer in
                   (self.api.get(TICKET, self.key, other) for other in made_up if other != word)}
        self.assertEqual(len(answers), 1, answers)
        self.assertEqual(next(iter(answers))[0], 404)

    def test_6_a_key_that_asks_too_often_is_told_when_to_come_again(self):
        slow = self.hall.add_key("slow", "hall,ticket", "--per-second", "1")
        for path, wanted in ((HALL, ""), (SERVICE, "contract"), (TICKET, "A" * 22)):
            wait_until(lambda: self.api.get(path, slow, wanted).status == 429, 10, "too many")
        refused = self.api.get(HALL, slow)
        self.assertEqual(refused.status, 429)
        self.assertGreaterEqual(int(refused.headers["retry-after"]), 1)
        self.assertEqual(self.api.get(HALL, self.key).status, 200)  # nobody else waits for it

    def test_7_the_console_tells_that_it_is_blind_and_what_it_last_knew(self):
        _, word = self.take()
        self.wait_stage(word, "waiting")
        self.hall.kill("dispatcher")
        wait_until(lambda: self.api.get(HALL, self.key).json["blind"], 10, "the hall is told to be blind")
        wait_until(lambda: self.api.get(TICKET, self.key, word).json["blind"], 10, "so is the ticket")
        self.hall.kill("console")
        self.hall.start("console")
        for path, wanted in ((HALL, ""), (SERVICE, "contract"), (TICKET, word)):
            self.assertEqual(self.api.get(path, self.key, wanted).status, 503)
        self.hall.start("dispatcher")
        wait_until(lambda: self.api.get(TICKET, self.key, word).status == 200, 10, "the hall is known again")

    def test_8_the_key_is_kept_as_a_hash_for_the_owner_alone(self):
        file = self.hall.folder / "console" / "api-keys.json"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertNotIn(self.key.removeprefix("okno_"), file.read_text())
        trail = [json.loads(line) for line in (file.parent / "audit.jsonl").read_text().splitlines()]
        self.assertIn("site", [act["whom"] for act in trail if act["deed"] == "key_added"])
        for flags in (["--name", "site", "--scopes", "all"], ["--name", "Site!", "--scopes", "hall"],
                      ["--name", "site", "--scopes", ""]):
            done = subprocess.run([BINARIES / "okno-console", "add-key", "--data", self.hall.folder / "console", *flags],
                                  capture_output=True, text=True)
            self.assertNotEqual(done.returncode, 0, flags)
            self.assertEqual(done.stdout, "")

    def test_9_the_description_is_complete(self):
        """Every path and status it names has been seen by the tests above, and the server has no other route of the API."""
        self.api.get("/api/v1/openapi.json")
        described = {(path, int(status)) for path, calls in DESCRIPTION["paths"].items()
                     for call in calls.values() for status in call["responses"]}
        not_provoked = {(TICKET, 504)}  # the loop does not answer within two seconds
        self.assertEqual(described - not_provoked, self.api.checked)
        source = (ROOT / "console" / "outside" / "api_routes.cpp").read_text()
        routes = {path.replace("([^/]+)", "{id}") for path in re.findall(r'"(/api/v1/[^"]*)"', source)}
        self.assertEqual(routes, set(DESCRIPTION["paths"]))
        elsewhere = [file.name for file in (ROOT / "console").rglob("*.cpp")
                     if file.name != "api_routes.cpp" and "/api/v1" in file.read_text().split("namespace", 1)[-1]
                     and re.search(r'(Get|Post|Put|Delete|Patch)\(R?"\(?/api/v1', file.read_text())]
        self.assertEqual(elsewhere, [])
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for path in DESCRIPTION["paths"]:
                self.assertEqual(self.api.ask(path.replace("{id}", "x"), self.key, method, Content_Length="0").status, 404)

    def test_9a_the_description_itself_is_strict(self):
        """A field that is not described fails, wherever it stands."""
        self.assertTrue(DESCRIPTION["openapi"].startswith("3.1."))
        for schema in DESCRIPTION["components"]["schemas"].values():
            Draft202012Validator.check_schema(schema)
        hall = self.api.get(HALL, self.key).json
        validator = Draft202012Validator(unresolved({"$ref": "#/components/schemas/Hall"}))
        self.assertTrue(validator.is_valid(hall))
        self.assertFalse(validator.is_valid({**hall, "more": 1}))
        self.assertFalse(validator.is_valid({**hall, "services": [{**hall["services"][0], "more": 1}]}))
        self.assertFalse(validator.is_valid({key: value for key, value in hall.items() if key != "blind"}))

    def test_9b_no_other_site_may_read_the_answers(self):
        answer = self.api.ask(HALL, self.key, Origin="https://elsewhere.example")
        self.assertNotIn("access-control-allow-origin", answer.headers)
        preflight = self.api.ask(HALL, None, "OPTIONS", Origin="https://elsewhere.example",
                                 Access_Control_Request_Method="GET")
        self.assertNotIn("access-control-allow-origin", preflight.headers)


if __name__ == "__main__":
    unittest.main()
