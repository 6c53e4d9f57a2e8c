#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: Squid on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
chmod 777 "$run"
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|; s|@RUN@|$run|" "$here/${3:-right}.conf" > "$run/squid.conf"
trap 'kill "$pid" 2>/dev/null' TERM INT
${SQUID:-squid} -N -f "$run/squid.conf" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
