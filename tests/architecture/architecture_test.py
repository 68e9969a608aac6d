#!/usr/bin/python3
"""The include rules and sizes of the whole repository, and that the check itself can fail."""
import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import check  # noqa: E402
import rules  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def complaints_about(path, text):
    """What is said about a tree of this one file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path
        file.parent.mkdir(parents=True)
        file.write_text(text)
        return check.complaints(folder)


class Architecture(unittest.TestCase):
    def test_the_repository_keeps_the_rules(self):
        found = check.complaints(ROOT)
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_every_folder_of_the_table_is_there(self):
        missing = [folder for folder in rules.MAY_USE if not (ROOT / folder).is_dir()]
        self.assertEqual(missing, [])

    def test_the_parts_of_a_folder_are_those_of_the_table(self):
        parts = {file.parent.relative_to(ROOT).as_posix() for folder in rules.MAY_USE for file in (ROOT / folder).glob("*/*.cpp")}
        self.assertEqual(parts, set(rules.PARTS_MAY_USE))

    def test_every_folder_that_is_built_is_in_the_table(self):
        built = {file.parent.name for file in ROOT.glob("*/CMakeLists.txt")} - {"tests"}
        self.assertEqual(built - set(rules.MAY_USE), set())


class TheCheckItself(unittest.TestCase):
    def refused(self, path, text, *words):
        found = complaints_about(path, text)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def allowed(self, path, text):
        self.assertEqual(complaints_about(path, text), [])

    def test_the_rules_know_nobody(self):
        self.refused("hall/decide.cpp", '#include "platform/clock.hpp"\n', "hall/decide.cpp:1:", "platform")

    def test_the_machine_knows_no_tickets(self):
        self.refused("platform/clock.cpp", '\n#include "hall/time.hpp"\n', "platform/clock.cpp:2:", "hall")

    def test_the_rules_use_the_standard_library_and_expected_only(self):
        self.allowed("hall/decide.cpp", "#include <map>\n#include <tl/expected.hpp>\n")
        self.refused("hall/decide.cpp", "#include <nlohmann/json.hpp>\n", "nlohmann")
        self.refused("hall/decide.cpp", "#include <fmt/format.h>\n", "fmt")
        self.refused("hall/decide.cpp", "#include <unistd.h>\n", "operating system")

    def test_sqlite_stays_in_the_journal_and_the_statistics(self):
        self.allowed("dispatcher/journal.cpp", "#include <sqlite3.h>\n")
        self.refused("dispatcher/desk.cpp", "#include <sqlite3.h>\n", "sqlite3.h")

    def test_a_driver_of_the_printer_knows_a_slip_and_no_ticket(self):
        self.refused("printer/escpos.cpp", '#include "hall/ticket.hpp"\n', "hall")
        self.allowed("printer/escpos.cpp", '#include "printer/slip.hpp"\n')

    def test_tools_may_read_the_journal_but_nothing_else_of_the_dispatcher(self):
        self.allowed("tools/journal.cpp", '#include "dispatcher/journal.hpp"\n')
        self.refused("tools/journal.cpp", '#include "dispatcher/desk.hpp"\n', "dispatcher")

    def test_screens_do_not_know_each_other(self):
        self.refused("kiosk/view.cpp", '#include "display/board.hpp"\n', "display")

    def test_sdl_is_wrapped(self):
        self.refused("kiosk/view.cpp", "#include <SDL.h>\n", "SDL")

    def test_what_a_page_shows_knows_neither_who_asks_nor_http(self):
        self.allowed("console/pages/guard_page.cpp", '#include "console/figures/figures.hpp"\n')
        self.refused("console/pages/guard_page.cpp", '#include "console/people/rights.hpp"\n', "console/people")
        self.refused("console/pages/guard_page.cpp", '#include "console/http.hpp"\n', "console/pages may not use console;")
        self.refused("console/pages/guard_page.cpp", "#include <httplib.h>\n", "httplib.h")
        self.allowed("console/web_server.cpp", '#include "console/people/gate.hpp"\n')

    def test_a_library_nobody_named_is_refused(self):
        self.refused("console/page.cpp", "#include <boost/asio.hpp>\n", "boost/asio.hpp")

    def test_headers_are_named_from_the_root(self):
        self.refused("console/page.cpp", '#include "page.hpp"\n', "root")

    def test_a_long_file_and_a_long_main_are_refused(self):
        self.allowed("hall/decide.cpp", "\n" * 500)
        self.refused("hall/decide.cpp", "\n" * 501, "501 lines")
        self.allowed("kiosk/main.cpp", "\n" * 79)
        self.refused("kiosk/main.cpp", "\n" * 80, "80 lines")
        self.refused("tests/e2e/long.py", "\n" * 501, "501 lines")

    def test_no_two_files_of_the_pages_words_have_a_text_of_the_same_name(self):
        """`words` spreads them into one: the later would silently stand in for the earlier."""
        pages = ROOT / "console/web/src"
        main = (pages / "words.tsx").read_text()
        spread = re.findall(r"^  \.\.\.(\w+)_ru,", main, re.M)
        self.assertGreater(len(spread), 5)
        names = re.findall(r"^  (\w+):", main[main.index("const ru"):main.index("const en")], re.M)
        for each in spread:
            file = re.search(rf"import {{[^}}]*\b{each}_ru\b[^}}]*}} from '\./(\w+)'", main)[1]
            text = (pages / f"{file}.ts").read_text()
            begin = text.index(f"const {each}_ru")
            names += re.findall(r"^  (\w+):", text[begin:text.index("\n}", begin)], re.M)
        self.assertEqual([], sorted({name for name in names if names.count(name) > 1}))


if __name__ == "__main__":
    unittest.main()
