#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: lighttpd on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|; s|@RUN@|$run|" "$here/${3:-right}.conf" > "$run/lighttpd.conf"
trap 'kill "$pid" 2>/dev/null' TERM INT
${LIGHTTPD:-lighttpd} -D -f "$run/lighttpd.conf" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
