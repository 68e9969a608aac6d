"""Checks a source tree against rules.py. `complaints(root)` gives "file:line: sentence" for each breach."""
import fnmatch
import re
from pathlib import Path

import rules

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def matches(path, patterns):
    """A pattern with "!" says where not; a list of such alone means everywhere else."""
    banned = [p[1:] for p in patterns if p.startswith("!")]
    wanted = [p for p in patterns if not p.startswith("!")]
    if any(fnmatch.fnmatch(path, p) for p in banned):
        return False
    return not wanted or any(fnmatch.fnmatch(path, p) for p in wanted)


def part_of(path):
    """The folder and, of what stands deeper, the folder within it."""
    return "/".join(path.split("/")[:-1][:2])


def within_a_folder(part, target):
    """Why a part of a folder may not use another of the same folder; empty when it may."""
    may = rules.PARTS_MAY_USE.get(part)
    if may is None or target == part or target in may:
        return ""
    return f"{part} may not use {target}; it may use: {', '.join(may) or 'nothing else of its folder'}"


def our_include(path, folder, included):
    """Why `path` may not include a header of our own; empty when it may."""
    target = included.split("/")[0]
    for pattern, allowed in rules.MAY_USE_LESS.items():
        if fnmatch.fnmatch(path, pattern):
            may = allowed
            break
    else:
        may = rules.MAY_USE[folder]
    if target == folder:
        return within_a_folder(part_of(path), part_of(included))
    if target in may or included in may:
        return ""
    return f"{folder} may not use {target} ({included}); it may use: {', '.join(may) or 'nothing'}"


def foreign_include(path, folder, included):
    """Why `path` may not include a header of a library; empty when it may."""
    if "." not in included and "/" not in included:
        return ""  # the standard library
    for header, places in rules.LIBRARIES.items():
        if fnmatch.fnmatch(included, header):
            return "" if matches(path, places) else f"<{included}> is at home in {', '.join(places)} only"
    if any(fnmatch.fnmatch(included, header) for header in rules.SYSTEM):
        return f"{folder} may not use the operating system (<{included}>)" if folder in rules.NO_SYSTEM else ""
    return f"<{included}> belongs to no library named in tests/architecture/rules.py"


def include_complaints(root, file):
    path = file.relative_to(root).as_posix()
    folder = path.split("/")[0]
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quoted, included = found.group(1) == '"', found.group(2)
        if quoted and included.split("/")[0] in rules.MAY_USE:
            sentence = our_include(path, folder, included)
        elif quoted:
            sentence = f'"{included}" is not a path from the root of the repository'
        else:
            sentence = foreign_include(path, folder, included)
        if sentence:
            yield f"{path}:{number}: {sentence}"


def size_complaints(root, file):
    path = file.relative_to(root).as_posix()
    lines = len(file.read_text().splitlines())
    most = rules.LINES_OF_A_MAIN if file.name == "main.cpp" else rules.LINES_OF_A_FILE
    if lines > most:
        yield f"{path}:{most + 1}: {lines} lines; at most {most} here"


def sources(root):
    for file in sorted(Path(root).rglob("*")):
        inside = file.relative_to(root).parts
        if file.suffix in rules.SOURCES and not any(part in rules.NOT_OURS for part in inside):
            yield file


def complaints(root):
    root = Path(root)
    found = []
    for file in sources(root):
        if file.suffix in (".cpp", ".hpp") and file.relative_to(root).parts[0] in rules.MAY_USE:
            found += include_complaints(root, file)
        found += size_complaints(root, file)
    return found
