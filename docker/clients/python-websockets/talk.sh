#!/bin/sh
# talk.sh URL: says a few things to the echo server at URL.
set -e
cd "$(dirname "$0")"
[ -d .venv ] || { python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt; }
exec .venv/bin/python talk.py "$1"
