#!/bin/sh
# Compiles the kernel with the sanitizers, all warnings being errors, and lets its tests run on it.
set -eu
cd "$(dirname "$0")/.."
compiler="${CC:-cc}"
command -v "$compiler" >/dev/null || {
    echo "No C compiler (cc): the kernel cannot be tested" >&2
    exit 1
}
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
kernel/compile.sh "$place/libkernel.so" -Werror -g -O1 -fsanitize=address,undefined \
    -fno-sanitize-recover=all
# Python itself is not watched: it frees little at its end, and the library must come first.
LD_PRELOAD="$("$compiler" -print-file-name=libasan.so)" ASAN_OPTIONS=detect_leaks=0 \
    VICEVERSA_KERNEL="$place/libkernel.so" \
    .venv/bin/python -m pytest -p no:cacheprovider kernel/tests
