#!/bin/sh
# Makes .venv with everything the project needs. Called by `make setup`; says in one line what is missing.
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Viceversa needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3" >&2
    exit 1
}
if [ ! -x .venv/bin/pip ]; then
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 || {
        rm -rf .venv
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
            echo "Python's venv module is missing: install the package python3-venv" >&2
            exit 1
        }
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    }
fi
# uv is many times faster; pip is what reads the machine's own package settings when uv cannot. The lock names
# everything, and pip would look for newer versions of what it names without an extra.
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-dev.txt ||
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# The kernel is optional: without it large programmes take longer, and that is all.
if ! command -v "${CC:-cc}" >/dev/null; then
    echo "No C compiler (cc): large programmes are matched without the kernel, more slowly" >&2
else
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
        --force-reinstall ./kernel ||
        echo "The kernel could not be compiled: large programmes are matched without it, more slowly" >&2
fi
touch .venv/.ready
