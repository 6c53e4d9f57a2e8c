#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: Apache httpd on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|; s|@RUN@|$run|g; s|@MODULES@|${MODULES:-/usr/lib/apache2/modules}|" \
  "$here/${3:-right}.conf" > "$run/httpd.conf"
trap 'kill "$pid" 2>/dev/null' TERM INT
${HTTPD:-apache2} -DFOREGROUND -f "$run/httpd.conf" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
