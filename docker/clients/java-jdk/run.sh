#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
cd "$(dirname "$0")"
exec java Driver.java "$1"
