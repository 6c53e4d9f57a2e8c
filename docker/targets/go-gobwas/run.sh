#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
go build -o build/echo-server . >&2
exec ./build/echo-server "${1:-9001}"
