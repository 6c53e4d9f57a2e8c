#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! [ .venv/installed -nt requirements.txt ]; then
  python3 -m venv .venv >&2
  .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt >&2
  touch .venv/installed
fi
exec .venv/bin/python server.py "${1:-9001}"
