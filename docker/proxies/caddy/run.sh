#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: Caddy on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|" "$here/${3:-right}.Caddyfile" > "$run/Caddyfile"
trap 'kill "$pid" 2>/dev/null' TERM INT
XDG_DATA_HOME="$run" XDG_CONFIG_HOME="$run" ${CADDY:-caddy} run --config "$run/Caddyfile" --adapter caddyfile & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
