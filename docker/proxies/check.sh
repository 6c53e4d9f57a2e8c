#!/bin/sh
# check.sh [NAME...]: asks the proxies that are installed here, each set up right, and holds what comes out against what is known of it
# (NAME/known.txt). Says which are not installed; fails where one does more wrong than is known, or less, or where none could be asked.
cd "$(dirname "$0")/../.." || exit 2
reports=${REPORTS:-wspec-report/proxies} wspec=${WSPEC:-./wspec} port=${PORT:-8180} origin=${ORIGIN:-9180}
[ $# -gt 0 ] || set -- $(cd docker/proxies && ls -d */ | tr -d /)

# Whether what run.sh starts is there.
installed() {
  case $1 in
    apache-httpd) command -v "${HTTPD:-apache2}" ;;
    varnish) command -v "${VARNISHD:-varnishd}" ;;
    npm-http-proxy) [ -d docker/proxies/npm-http-proxy/node_modules ] && command -v node ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

# Runs until the proxy is told to end, also when this script is.
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

asked=0 worst=0
for name in "$@"; do
  [ -f "docker/proxies/$name/known.txt" ] || { echo "check.sh: there is no docker/proxies/$name/known.txt" >&2; exit 2; }
  if ! installed "$name"; then
    echo "$name: not installed here, not asked"
    continue
  fi
  mkdir -p "$reports/$name"
  docker/proxies/"$name"/run.sh "$port" "$origin" >"$reports/$name/proxy.log" 2>&1 & pid=$!
  code=0
  "$wspec" proxy --through "ws://localhost:$port/ws" --origin-listen "$origin" --wait 20 --quiet \
    --baseline "docker/proxies/$name/known.txt" --out "$reports/$name" >"$reports/$name/console.txt" 2>&1 || code=$?
  kill "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  pid= asked=$((asked + 1)) port=$((port + 1)) origin=$((origin + 1))
  if [ "$code" = 0 ]; then
    echo "$name: as known ($(grep -c FAIL "docker/proxies/$name/known.txt") known to fail)"
  else
    echo "$name: not as known, exit code $code"
    sed 's/^/  /' "$reports/$name/console.txt"
    [ "$code" -le "$worst" ] || worst=$code
  fi
done
[ "$asked" -gt 0 ] || { echo "check.sh: none of them is installed" >&2; exit 3; }
exit "$worst"
