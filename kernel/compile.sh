#!/bin/sh
# compile.sh LIBRARY [FLAG...]: the kernel as a shared library, for the machine it is compiled on.
set -eu
library="$1"
shift
cd "$(dirname "$0")"
compiler="${CC:-cc}"
machine=""
if echo 'int main(void){return 0;}' | "$compiler" -march=native -x c -fsyntax-only - 2>/dev/null; then
    machine="-march=native"
fi
# No number is infinite or below 0 by its sign alone: the smaller of two is then one instruction.
numbers="-ffinite-math-only -fno-signed-zeros"
# shellcheck disable=SC2086  # no flag, not an empty one
exec "$compiler" -std=c11 -O3 $machine $numbers -Wall -Wextra -Wconversion -fPIC -shared "$@" \
    -o "$library" c/solve.c c/points.c c/scan.c c/assign.c c/bid.c c/tables.c
