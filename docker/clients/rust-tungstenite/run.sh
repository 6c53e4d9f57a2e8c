#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
set -e
cd "$(dirname "$0")"
cargo build --release --quiet
exec target/release/client "$1"
