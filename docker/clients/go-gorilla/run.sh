#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
set -e
cd "$(dirname "$0")"
[ -x ./client ] || go build -o client .
exec ./client "$1"
