#!/bin/sh
# run.sh PORT ORIGIN: nghttpx on PORT before the origin on port ORIGIN, until it is stopped. It
# passes an upgrade on without being told to; the timeouts are those of idle tunnels.
trap 'kill "$pid" 2>/dev/null' TERM INT
${NGHTTPX:-nghttpx} --conf=/dev/null --frontend="127.0.0.1,$1;no-tls" --backend="127.0.0.1,$2" \
  --workers=1 --frontend-read-timeout=1h --frontend-write-timeout=1h \
  --backend-read-timeout=1h --backend-write-timeout=1h --log-level=ERROR --accesslog-file=/dev/null & pid=$!
wait "$pid"; wait "$pid" 2>/dev/null
