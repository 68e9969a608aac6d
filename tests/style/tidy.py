#!/usr/bin/python3
"""clang-tidy over our programs, with the list of .clang-tidy; a file that has not changed is not read again.

    tidy.py BUILD_FOLDER [FILE ...]

What counts as changed: the file, any of our headers it includes, how it is compiled, the list, the tool. The
stamps are kept in BUILD_FOLDER/tidy. Tests are left out: doctest's macros would be most of what is read.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
TOOL = "clang-tidy"


def with_our_headers(file, seen):
    """The file and every header of ours it leads to."""
    if file not in seen and file.exists():
        seen.add(file)
        for included in INCLUDE.findall(file.read_text()):
            with_our_headers(ROOT / included, seen)
    return seen


def fingerprint(entry, common):
    digest = hashlib.sha256(common)
    digest.update(entry["command"].encode())
    for file in sorted(with_our_headers(Path(entry["file"]), set())):
        digest.update(file.read_bytes())
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
    stamp = build / "tidy" / (Path(entry["file"]).relative_to(ROOT).as_posix().replace("/", "--") + ".clean")
    now = fingerprint(entry, common)
    if stamp.exists() and stamp.read_text() == now:
        return ""
    run = subprocess.run([TOOL, "-p", str(build), "--quiet", f"--header-filter={re.escape(str(ROOT))}/.*",
                          entry["file"]], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        stamp.write_text(now)
        return ""
    return (run.stdout or run.stderr).replace(str(ROOT) + "/", "")


def main():
    build = Path(sys.argv[1]).resolve()
    only = {Path(name).resolve() for name in sys.argv[2:]}
    (build / "tidy").mkdir(exist_ok=True)
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
