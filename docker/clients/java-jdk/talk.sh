#!/bin/sh
# talk.sh URL: says a few things to the echo server at URL.
cd "$(dirname "$0")"
exec java Talk.java "$1"
