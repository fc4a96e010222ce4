#!/bin/sh
# Sees to it that the browser tests have their Chromium, or says in one line what to install.
set -eu
command -v "${CHROMIUM:-chromium}" >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
    exit 0
fi
echo "The browser tests need Chromium: install the package chromium (sudo apt-get install chromium)" >&2
exit 1
