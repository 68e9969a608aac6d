"""Plants mistakes in the rules, one at a time, and hunts each with drawn halls until a witness objects.

    mutants.py --library tests.a --library simulation.a --library protocol.a --library hall.a --library=-lsodium
               [--all] [--seeds 10000] [--only WORD]

A mistake that survives fails, and so does one whose place in the source has changed: look at it again. Only the file
with the mistake is compiled; the rest comes from the libraries of the build. Without --all (or
OKNO_PLANTED_MISTAKES=all, as `./test --nightly` sets it) a handful of them.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from mistakes import MISTAKES

FLAGS = ["-std=c++20", "-O1", "-ffp-contract=off", "-w"]
HANDFUL = 5
MEMORY = 3 << 30
SECONDS = 900


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", default=".", type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, help="a folder with another hall/ in it")
    parser.add_argument("--library", action="append", required=True, help="in the order of linking")
    parser.add_argument("--seeds", default=10000, type=int)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def compiled(source, out, flags):
    launcher = ["ccache"] if subprocess.run(["which", "ccache"], capture_output=True).returncode == 0 else []
    subprocess.run([*launcher, "c++", *FLAGS, *flags, "-c", str(source), "-o", str(out)], check=True)


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hunt(program, *words):
    """What was found, at which seed: None when nothing was."""
    try:
        run = subprocess.run([program, *map(str, words)], capture_output=True, text=True, timeout=SECONDS,
                             preexec_fn=limited)
        lines, code = run.stdout.splitlines(), run.returncode
    except subprocess.TimeoutExpired as late:
        lines, code = (late.stdout or b"").decode().splitlines(), None
    seeds = [int(line) for line in lines if line.isdigit()]
    if code is None:
        return seeds[-1], "hangs"
    if code != 0:
        return seeds[-1] if seeds else 0, f"ends with {code}"
    return None if lines[-1] == "nothing" else (seeds[-1], lines[-1].removeprefix("caught: "))


def main():
    args = arguments()
    rules = args.rules or args.source
    flags = [f"-I{rules}", f"-I{args.source}"]
    chosen = [m for m in MISTAKES if args.only in m.name]
    if not args.all and not args.only and os.environ.get("OKNO_PLANTED_MISTAKES") != "all":
        chosen = chosen[HANDFUL :: len(chosen) // HANDFUL]
    # Every one is looked for, also those that are not hunted today: a rule that moves takes its mistakes along.
    bad = [m.name for m in MISTAKES if (rules / m.file).read_text().count(m.old) != 1]
    for name in bad:
        print(f"{name}: its place is not there, or not once")
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        compiled(args.source / "tests/simulation/hunt_main.cpp", work / "hunt.o", flags)
        sound = work / "sound"
        subprocess.run(["c++", work / "hunt.o", *args.library, "-o", sound], check=True)
        for mistake in (m for m in chosen if m.name not in bad):
            began = time.monotonic()
            source = (rules / mistake.file).read_text()
            wrong = work / "wrong.cpp"
            wrong.write_text(source.replace(mistake.old, mistake.new))
            compiled(wrong, work / "wrong.o", flags)
            program = work / "planted"
            subprocess.run(["c++", work / "hunt.o", work / "wrong.o", *args.library, "-o", program], check=True)
            found = hunt(program, args.seeds)
            took = time.monotonic() - began
            if found is None:
                bad.append(mistake.name)
                print(f"{mistake.name}: SURVIVES {args.seeds} seeds ({took:.0f} s)", flush=True)
            elif hunt(sound, found[0], found[0]) is not None:
                bad.append(mistake.name)
                print(f"{mistake.name}: seed {found[0]} is objected to without the mistake too", flush=True)
            else:
                print(f"{mistake.name}: seed {found[0]}, {found[1]} ({took:.0f} s)", flush=True)
    print(f"{sum(m.name not in bad for m in chosen)} of {len(chosen)} planted mistakes are caught within {args.seeds} seeds")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
