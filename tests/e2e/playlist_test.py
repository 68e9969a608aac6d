#!/usr/bin/python3
"""The information playlist beside the calls: the real board and a folder that changes under it."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from board import Board  # noqa: E402
from hall import Hall, wait_until  # noqa: E402

CARD = 'kind = "{kind}"\ntitle = {{ ru = "{title}", en = "{title}" }}\nseconds = 3\n{more}'


class PlaylistTest(unittest.TestCase):
    def test_good_cards_are_shown_and_bad_ones_named(self):
        with Hall("dispatcher") as hall:
            folder = hall.folder / "playlist"
            folder.mkdir()

            def write(name, kind, more=""):
                (folder / name).write_text(CARD.format(kind=kind, title=name, more=more))
            write("1-tariffs.toml", "tariff")
            write("2-film.toml", "film")
            write("3-goods.toml", "advertising")
            write("4-goods.toml", "advertising", 'contract = "17/2026"')
            write("5-broken.toml", "reminder", 'picture = "broken.png"')
            (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
            board = Board(hall, "--playlist", folder)
            wait_until(lambda: board.slides()[:3] == ["1-tariffs.toml", "4-goods.toml", "1-tariffs.toml"], 20,
                       "the good cards, one after the other")
            log = board.log()
            self.assertIn('2-film.toml:1:8: kind = "film": films, music and television are not shown', log)
            self.assertIn("clauses 158 and 159", log)
            self.assertIn("3-goods.toml:1:8: kind = \"advertising\": advertising is shown under a contract only", log)
            self.assertEqual(log.count("broken.png: "), 1, "a broken picture is named once")
            client = hall.client()

            def skips():
                board = [each for each in client.snapshot()["state"]["devices"] if each["device"] == "display-1"]
                return board[0].get("skips", []) if board else []
            bad = ["2-film.toml", "3-goods.toml", "broken.png"]
            wait_until(lambda: skips() == bad, 20, "the dispatcher hears what is skipped")
            for name in bad:
                (folder / name).unlink()
            (folder / "5-broken.toml").unlink()
            wait_until(lambda: skips() == [], 20, "the dispatcher hears that all is well again")
            write("6-late.toml", "reminder")
            wait_until(lambda: "6-late.toml" in board.slides(), 20, "a card that comes is shown")
            hall.check_alive()

    def test_a_call_takes_the_room_and_gives_it_back(self):
        with Hall("dispatcher") as hall:
            folder = hall.folder / "playlist"
            folder.mkdir()
            (folder / "1.toml").write_text(CARD.format(kind="company", title="1", more=""))
            board = Board(hall, "--playlist", folder)
            wait_until(lambda: board.slides() == ["1.toml"], 20, "the card")
            client = hall.client()
            client.command("take_ticket", service="refund", language="ru")
            client.command("open_window", window=2)
            client.command("call_next", window=2)
            wait_until(lambda: board.slides() == ["1.toml", "1.toml"], 20, "the card again, after the call")
            shown = board.lines("presented", "slide")
            again = max(index for index, line in enumerate(shown) if line["trace"] == "slide")
            called = [line for line in shown[:again] if line["trace"] == "presented" and line["fresh"]]
            self.assertTrue(called, "the call was shown as new before the card came back")


if __name__ == "__main__":
    unittest.main()
