#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! ruby -rem-websocket -e '' 2>/dev/null; then
  apt-get update -qq >&2
  apt-get install -y --no-install-recommends ruby ruby-em-websocket >&2
fi
exec ruby server.rb "${1:-9001}"
