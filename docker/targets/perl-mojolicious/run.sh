#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! perl -MMojolicious -e 1 2>/dev/null; then
  apt-get update -qq >&2
  apt-get install -y --no-install-recommends libmojolicious-perl >&2
fi
exec perl server.pl "${1:-9001}"
