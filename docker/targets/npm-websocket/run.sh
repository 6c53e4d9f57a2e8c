#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! [ node_modules -nt package.json ]; then
  npm install --no-package-lock --no-audit --no-fund --loglevel=error >&2
  touch node_modules
fi
exec node server.js "${1:-9001}"
