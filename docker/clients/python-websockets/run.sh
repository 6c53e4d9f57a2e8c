#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
set -e
cd "$(dirname "$0")"
[ -d .venv ] || { python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt; }
exec .venv/bin/python driver.py "$1"
