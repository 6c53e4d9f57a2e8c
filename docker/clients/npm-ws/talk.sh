#!/bin/sh
# talk.sh URL: says a few things to the echo server at URL.
set -e
cd "$(dirname "$0")"
[ -d node_modules ] || npm install --no-audit --no-fund --silent
exec node talk.js "$1"
