#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
set -e
cd "$(dirname "$0")"
[ -d node_modules ] || npm install --no-audit --no-fund --silent
exec node driver.js "$1"
