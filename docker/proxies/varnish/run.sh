#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: Varnish on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
chmod 755 "$run"
sed "s|@ORIGIN@|$2|" "$here/${3:-right}.vcl" > "$run/default.vcl"
trap 'kill "$pid" 2>/dev/null' TERM INT
${VARNISHD:-varnishd} -F -n "$run/work" -a "127.0.0.1:$1" -f "$run/default.vcl" -s malloc,32m \
  -j none -p pipe_timeout=3600 & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
