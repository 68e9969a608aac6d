#!/usr/bin/env bash
# clang-format has nothing to change in any of our C++ files. To mend: clang-format -i FILE
set -euo pipefail
cd "$(dirname "$0")/../.."
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    mapfile -t files < <(git ls-files '*.cpp' '*.hpp')
else # an unpacked archive, or a clone of somebody else's
    mapfile -t files < <(find . \( -name build -o -name node_modules \) -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print)
fi
[ ${#files[@]} -gt 0 ] || { echo "no files to look at" && exit 1; }
clang-format --dry-run -Werror "${files[@]}"
echo "clang-format: ${#files[@]} files"
