#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: nginx on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|; s|@RUN@|$run|g" "$here/${3:-right}.conf" > "$run/nginx.conf"
trap 'kill "$pid" 2>/dev/null' TERM INT
${NGINX:-nginx} -e "$run/error.log" -p "$run" -c "$run/nginx.conf" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
