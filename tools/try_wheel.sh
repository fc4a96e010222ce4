#!/bin/sh
# Builds the wheel, installs it in an empty directory, and asks the running program for a page. Then
# once more as a container would run it: for real people, where only /data and /tmp can be written.
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

free_port() {
    env/bin/python -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
}

answers() {  # $1: seconds to wait for
    for _ in $(seq "$1"); do
        env/bin/python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/readyz')" 2>/dev/null && return
        sleep 1
    done
    echo "the wheel's program did not answer" >&2
    exit 1
}

port=$(free_port)
PORT=$port env/bin/viceversa serve &
server=$!
answers 60
env/bin/python -c "import urllib.request as u; assert b'Viceversa' in u.urlopen('http://127.0.0.1:$port/').read()"
kill "$server"
wait "$server" || true
echo "the wheel runs without the repository"

if ! unshare --mount true 2>/dev/null; then
    echo "not tried as a container runs it: that takes root" >&2
    exit 0
fi
port=$(free_port)
mkdir root written written/data written/tmp
unshare --mount sh -euc '
    mount --make-rprivate /
    mount --rbind / "$1/root"
    mount -o remount,bind,ro "$1/root"
    mount --bind "$1/written" "$1/root$1/written"
    exec chroot "$1/root" setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \
        env -i PORT="$2" TMPDIR="$1/written/tmp" PYTHONDONTWRITEBYTECODE=1 \
        VICEVERSA_MODE=production VICEVERSA_DATA="$1/written/data" VICEVERSA_PROXIES=1 \
        VICEVERSA_BASE_URL=https://mentors.example.com \
        VICEVERSA_SMTP_HOST=127.0.0.1 VICEVERSA_MAIL_FROM=mentors@example.com \
        "$1/env/bin/viceversa" serve
' - "$room" "$port" &
server=$!
answers 60
kill "$server"
wait "$server"
echo "the wheel runs as in a container"
