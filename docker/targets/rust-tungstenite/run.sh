#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
cargo build --release --quiet >&2
exec ./target/release/echo-server "${1:-9001}"
