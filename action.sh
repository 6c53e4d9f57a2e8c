#!/usr/bin/env bash
# What the GitHub Action does: starts a server if it is told how, tests it, stops it, passes the exit code on.
set -euo pipefail

url=${WSPEC_URL:?name the server in WSPEC_URL}
report=${WSPEC_REPORT:-wspec-report}
wspec=${WSPEC:-$(dirname "$0")/wspec}
read -r -a options <<<"${WSPEC_OPTIONS:-}"

if [ -n "${WSPEC_START:-}" ]; then
  bash -c "exec $WSPEC_START" &
  server=$!
  trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
  address=${url#*://}
  address=${address%%/*}
  port=${address##*:}
  for _ in $(seq 150); do
    (exec 3<>"/dev/tcp/${address%:*}/$port") 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { echo "::error title=wspec::The server ended before it listened."; exit 3; }
    sleep 0.2
  done
fi

code=0
"$wspec" server "$url" --out "$report" --junit "$report/junit.xml" --sarif "$report/wspec.sarif" "${options[@]}" || code=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'exit-code=%s\nreport=%s\n' "$code" "$report" >>"$GITHUB_OUTPUT"
fi
exit "$code"
