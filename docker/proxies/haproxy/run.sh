#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: HAProxy on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|" "$here/${3:-right}.conf" > "$run/haproxy.cfg"
trap 'kill "$pid" 2>/dev/null' TERM INT
${HAPROXY:-haproxy} -db -f "$run/haproxy.cfg" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
