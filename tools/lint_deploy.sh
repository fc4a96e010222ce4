#!/bin/sh
# What starts the program elsewhere is looked at here, where no container engine runs.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/hadolint deploy/Containerfile
.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose*.yml
if ! command -v systemd-analyze >/dev/null; then
    echo "The units were not looked at: there is no systemd-analyze (Debian: systemd)" >&2
    exit 0
fi
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
for unit in deploy/systemd/*; do  # the program and its user are not on this machine
    sed -e 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' -e '/^User=/d' "$unit" > "$place/$(basename "$unit")"
done
systemd-analyze verify "$place"/*.service "$place"/*.timer
