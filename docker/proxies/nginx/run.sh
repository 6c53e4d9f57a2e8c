#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: nginx on PORT before the origin on port ORIGIN, until it is stopped.
here=$(cd "$(dirname "$0")" && pwd)
run=$(mktemp -d) && trap 'rm -rf "$run"' EXIT
sed "s|@PORT@|$1|; s|@ORIGIN@|$2|; s|@RUN@|$run|g" "$here/${3:-right}.conf" > "$run/nginx.conf"
if [ "${3:-right}" = tls ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$run/key.pem" -out "$run/cert.pem" 2>/dev/null
fi
trap 'kill "$pid" 2>/dev/null' TERM INT
${NGINX:-nginx} -e "$run/error.log" -p "$run" -c "$run/nginx.conf" & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
