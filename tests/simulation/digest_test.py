"""The same seed gives the same events, bit for bit, with GCC and with Clang.

    digest_test.py DIGEST_OF_THE_BUILD SOURCE_FOLDER CLANG WORK_FOLDER

Builds the rules, the simulation and the drawn halls once more with the other compiler, without the build system, and
compares what both programs print.
"""

import os
import pathlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

FLAGS = ["-std=c++20", "-O2", "-ffp-contract=off", "-I."]
OURS = ["hall/*.cpp"]
SIMULATION = ["arrivals", "behaviour", "crowd", "day", "event_line", "lone_kiosk", "random", "reception", "recorder",
              "simulation", "staff", "witness"]
TESTS = ["digest_main", "drawn_hall"]


def main():
    digest, source, clang, work = sys.argv[1:]
    if not shutil.which(clang):
        sys.exit(f"There is no other compiler ({clang}): install Debian's package clang of deploy/packages/test.txt")
    os.chdir(source)
    folder = pathlib.Path(work)
    folder.mkdir(parents=True, exist_ok=True)
    files = [str(f) for pattern in OURS for f in sorted(pathlib.Path(".").glob(pattern))]
    files += [f"simulation/{name}.cpp" for name in SIMULATION] + [f"tests/simulation/{name}.cpp" for name in TESTS]

    def compile_one(file):
        out = folder / (file.replace("/", "_") + ".o")
        launcher = ["ccache"] if subprocess.run(["which", "ccache"], capture_output=True).returncode == 0 else []
        subprocess.run([*launcher, clang, *FLAGS, "-c", file, "-o", str(out)], check=True)
        return str(out)

    with ThreadPoolExecutor(2) as pool:
        objects = list(pool.map(compile_one, files))
    program = folder / "digest_clang"
    subprocess.run([clang, *objects, "-o", str(program)], check=True)
    one = subprocess.run([digest], check=True, capture_output=True, text=True).stdout
    other = subprocess.run([str(program)], check=True, capture_output=True, text=True).stdout
    if one != other:
        for a, b in zip(one.splitlines(), other.splitlines()):
            if a != b:
                sys.exit(f"The compilers disagree: {a} with the build's, {b} with {clang}")
        sys.exit("The compilers print different numbers of lines")
    print(f"{len(one.splitlines())} halls, the same events with both compilers")


if __name__ == "__main__":
    main()
