"""A wrong plan at the dispatcher's start: refused with its place and the right word; the old plan stays in force."""
import re
import subprocess
import unittest

from hall import Hall, wait_until
from okno_client import Refused

EXIT_WRONG_PLAN = 2


def misspell_a_kind(plan):
    """Writes "specialst" for the kind of the first window; returns the line and column of the word."""
    lines = plan.read_text().splitlines()
    for number in range(lines.index("[[window]]"), len(lines)):
        found = re.match(r'(kind *= *)"specialist"', lines[number])
        if found:
            lines[number] = found[1] + '"specialst"' + lines[number][found.end():]
            plan.write_text("\n".join(lines) + "\n")
            return number + 1, len(found[1]) + 1
    raise AssertionError("the example plan has no window of specialists any more")


class PlanAtStart(unittest.TestCase):
    def setUp(self):
        self.hall = Hall()
        self.addCleanup(self.hall.close)

    def log(self):
        return self.hall.log("dispatcher").read_text()

    def test_a_new_hall_does_not_start_with_a_wrong_plan_and_says_what_to_mend(self):
        line, column = misspell_a_kind(self.hall.plan)
        ended = subprocess.run(self.hall.command_line("dispatcher"), capture_output=True, text=True, timeout=30)
        self.assertEqual(ended.returncode, EXIT_WRONG_PLAN)
        self.assertIn(f"plan.toml:{line}:{column}:", ended.stderr)
        self.assertIn('Did you mean "specialist"?', ended.stderr)

    def test_a_hall_that_has_a_plan_goes_on_with_it_when_the_new_one_is_wrong(self):
        self.hall.start("dispatcher")
        before = self.hall.client().snapshot()["state"]["plan"]
        self.hall.kill("dispatcher")
        line, column = misspell_a_kind(self.hall.plan)
        self.hall.start("dispatcher")
        client = self.hall.client()
        self.assertEqual(client.snapshot()["state"]["plan"], before)
        self.assertIn(f"plan.toml:{line}:{column}:", self.log())
        client.command("take_ticket", service="meter-reading", language="ru")

    def test_a_plan_without_a_service_that_is_waited_for_is_refused_until_nobody_waits(self):
        self.hall.start("dispatcher")
        client = self.hall.client()
        client.command("take_ticket", service="refund", language="ru")
        full = self.hall.plan.read_text()
        blocks = full.split("[[service]]")
        without = "[[service]]".join(block for block in blocks if 'id = "refund"' not in block)
        self.assertLess(len(without), len(full))
        self.hall.plan.write_text(without.replace('"refund", ', "").replace(', "refund"', ""))
        self.hall.kill("dispatcher")
        self.hall.start("dispatcher")
        wait_until(lambda: "plan_drops_waiting_service" in self.log(), 10, "the log tells why")
        client = self.hall.client()
        with self.assertRaises(Refused) as refused:
            client.command("take_ticket", service="no-such-service", language="ru")
        self.assertEqual(refused.exception.code, "unknown_service")
        client.command("cancel_ticket", ticket=1)
        self.hall.kill("dispatcher")
        self.hall.start("dispatcher")
        services = [service["id"] for service in self.hall.client().snapshot()["state"]["plan"]["services"]]
        self.assertNotIn("refund", services)


if __name__ == "__main__":
    unittest.main()
