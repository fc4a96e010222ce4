#!/bin/sh
# Builds the wheel, installs it in an empty directory, and asks the running program for a page.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
room=$(mktemp -d)
trap 'kill "${server:-0}" 2>/dev/null || true; rm -rf "$room"' EXIT
"$here/.venv/bin/python" -m build --no-isolation --wheel --outdir "$room" >/dev/null
cd "$room"
unset VICEVERSA_DATA DJANGO_SETTINGS_MODULE PYTHONPATH
"$here/.venv/bin/python" -m venv env
"$here/.venv/bin/uv" pip install --quiet --python env/bin/python --require-hashes -r "$here/requirements.txt"
"$here/.venv/bin/uv" pip install --quiet --python env/bin/python --no-deps viceversa-*.whl
env/bin/python -c "from importlib.metadata import metadata as m; assert m('viceversa')['License-Expression'] == 'Apache-2.0'"
env/bin/viceversa makemigrations --check --dry-run
port=$(env/bin/python -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
PORT=$port env/bin/viceversa serve &
server=$!
for _ in $(seq 60); do
    env/bin/python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/readyz')" 2>/dev/null && ready=1 && break
    sleep 1
done
[ "${ready:-0}" = 1 ] || { echo "the wheel's program did not answer" >&2; exit 1; }
env/bin/python -c "import urllib.request as u; assert b'Viceversa' in u.urlopen('http://127.0.0.1:$port/').read()"
echo "the wheel runs without the repository"
