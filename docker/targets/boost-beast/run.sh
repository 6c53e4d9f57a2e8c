#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! [ -e /usr/include/boost/beast.hpp ]; then
  apt-get update -qq >&2
  apt-get install -y --no-install-recommends libboost1.81-dev >&2
fi
make --silent >&2
exec ./build/echo-server "${1:-9001}"
