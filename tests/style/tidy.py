#!/usr/bin/python3
"""clang-tidy over our programs, with the list of .clang-tidy; a file that has not changed is not read again.

    tidy.py BUILD_FOLDER [FILE ...]

What counts as changed: the file, any of our headers it includes, how it is compiled, the list, the tool. What was found
clean is noted in ~/.cache/okno-tidy by its contents, as ccache keeps what it compiled, so that no other checkout reads it
again. Tests are left out: doctest's macros would be most of what is read.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
TOOL = "clang-tidy"
NOTES = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "okno-tidy"
KEPT_S = 30 * 86_400


def with_our_headers(file, seen):
    """The file and every header of ours it leads to."""
    if file not in seen and file.exists():
        seen.add(file)
        for included in INCLUDE.findall(file.read_text()):
            with_our_headers(ROOT / included, seen)
    return seen


def fingerprint(entry, common):
    digest = hashlib.sha256(common)
    digest.update(entry["command"].replace(str(ROOT), "").encode())
    for file in sorted(with_our_headers(Path(entry["file"]), set())):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def commands(build, only):
    """What is compiled of our own, tests aside."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = Path(entry["file"])
        inside = file.is_relative_to(ROOT) and not file.is_relative_to(build)
        if inside and file.suffix == ".cpp" and file.relative_to(ROOT).parts[0] != "tests":
            if not only or file.resolve() in only:
                yield entry


def examine(entry, build, common):
    """What clang-tidy has to say about one file; empty when it is clean."""
    note = NOTES / fingerprint(entry, common)
    if note.exists():
        note.touch()
        return ""
    run = subprocess.run([TOOL, "-p", str(build), "--quiet", f"--header-filter={re.escape(str(ROOT))}/.*",
                          entry["file"]], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        note.touch()
        return ""
    return (run.stdout or run.stderr).replace(str(ROOT) + "/", "")


def forget_old_notes():
    for note in NOTES.iterdir():
        if note.stat().st_mtime < time.time() - KEPT_S:
            note.unlink(missing_ok=True)


def main():
    build = Path(sys.argv[1]).resolve()
    only = {Path(name).resolve() for name in sys.argv[2:]}
    NOTES.mkdir(parents=True, exist_ok=True)
    forget_old_notes()
    version = subprocess.run([TOOL, "--version"], capture_output=True, check=True).stdout
    common = version + (ROOT / ".clang-tidy").read_bytes()
    todo = list(commands(build, only))
    if not todo:
        sys.exit("clang-tidy was given nothing to read")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda entry: examine(entry, build, common), todo))
    findings = [answer for answer in answers if answer]
    print(*findings, sep="\n")
    print(f"clang-tidy: {len(todo)} files, {len(findings)} with findings")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
