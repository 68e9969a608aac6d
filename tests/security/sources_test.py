#!/usr/bin/python3
"""What the sources never do: what a page shows never becomes code, no program asks a shell, no secret lies here."""
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "console" / "web" / "src").rglob("*.ts*")) + [ROOT / "console" / "web" / "index.html"]
SIMULATED = {"simulation", "tests", "bench"}  # nothing there meets a stranger


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def program_sources():
    """The C++ of the programs, without what only plays or tests them."""
    return [file for file in sorted(ROOT.glob("*/*.[ch]pp")) if file.relative_to(ROOT).parts[0] not in SIMULATED]


def places(files, pattern):
    """ "file:line: the line" of each match, comments left out."""
    found = []
    for file in files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if re.search(pattern, line.split("// ")[0]):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    return found


class Search(unittest.TestCase):
    """The searching, searched."""

    def test_what_is_there_is_found_and_comments_are_not(self):
        here = Path(__file__).resolve()
        self.assertEqual(1, len(places([here], r"^class Search\(")))
        self.assertGreater(len(PAGES), 20)
        self.assertGreater(len(program_sources()), 200)


class Pages(unittest.TestCase):
    def test_a_text_never_becomes_html_or_code(self):
        unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc|javascript:"
        self.assertEqual([], places(PAGES, unsafe))

    def test_no_object_gets_a_field_by_a_name_from_outside(self):
        self.assertEqual([], places(PAGES, r"[\w)\]]\[[A-Za-z_.]+\]\s*=[^=>]|Object\.assign|__proto__"))

    def test_nothing_is_kept_in_the_browser_but_the_language(self):
        kept = places(PAGES, r"(?:localStorage|sessionStorage)\.\w+\(")
        self.assertEqual([], [place for place in kept if "(remembered" not in place])
        self.assertEqual([], places(PAGES, r"indexedDB|document\.cookie|caches\.open"))

    def test_no_page_speaks_with_another_site_or_window(self):
        self.assertEqual([], places(PAGES, r"""["'`(](?:https?:|wss?:)?//|postMessage|window\.open\(|new WebSocket"""))

    def test_a_password_is_masked_and_may_be_filled_in_by_a_program(self):
        fields = [tag for file in PAGES for tag in re.findall(r"<input\b[^>]*?name=\"password\".*?/>", file.read_text(), re.S)]
        self.assertNotEqual([], fields)
        for field in fields:
            self.assertIn('type="password"', field)
            self.assertRegex(field, r'autocomplete="(?:current|new)-password"')
        self.assertEqual([], places(PAGES, r"on(?:Paste|Drop|ContextMenu)\b"))


class Programs(unittest.TestCase):
    def test_another_program_is_run_by_its_name_and_words_never_by_a_shell(self):
        self.assertEqual([], places(program_sources(), r"\b(?:std::)?(?:system|popen|execl[pe]?|execvp?e?)\s*\("))
        runs = {place.split(":")[0] for place in places(program_sources(), r"\bposix_spawnp?\(")}
        self.assertLessEqual(runs, {"kiosk/speaker.cpp", "display/synthesizer.cpp"})  # espeak-ng, with fixed words

    def test_nothing_is_written_without_knowing_how_much_room_there_is(self):
        self.assertEqual([], places(program_sources(), r"\b(?:strcpy|strcat|v?sprintf|gets|alloca|tmpnam|mktemp|stpcpy)\s*\("))

    def test_what_must_not_be_guessed_comes_from_libsodium_or_libzmq(self):
        guessable = r"\bs?rand\(|\brandom\(\)|mt19937|default_random_engine|random_device"
        self.assertEqual([], places(program_sources(), guessable))

    def test_a_text_is_never_a_format(self):
        self.assertEqual([], places(program_sources(), r"\b(?:f|s|sn|vf)?printf\((?:[a-z]+, )?[a-z_.]+(?:->\w+)?(?:\.c_str\(\))?\)"))
        self.assertEqual([], places(program_sources(), r"spdlog::(?:trace|debug|info|warn|error|critical)\([a-z_]\w*\)|fmt::runtime\((?!in\()"))  # in(language, words): ours


class Repository(unittest.TestCase):
    def test_no_secret_lies_in_it(self):
        files = tracked()
        self.assertGreater(len(files), 500)
        named = [str(file.relative_to(ROOT)) for file in files if file.suffix in (".secret", ".pem", ".p12", ".key")]
        self.assertEqual([], named)
        private = b"-----BEGIN " + b"(?:[A-Z]+ )?PRIVATE KEY"
        self.assertEqual([], [str(file.relative_to(ROOT)) for file in files if re.search(private, file.read_bytes())])


if __name__ == "__main__":
    unittest.main()
