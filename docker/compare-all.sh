#!/bin/sh
# From a bare Debian machine to the comparison of every target that can be built there: engine, base image, images, suite, page.
#   docker/compare-all.sh [OPTION...]       options are those of wspec compare, such as --write-expected
# Needs root, a JDK 17 or newer, and the package registries of the languages. Says at its end what it took.
set -eu
cd "$(dirname "$0")/.."

begun=$(date +%s)
if ! timeout 20 docker info >/dev/null 2>&1; then
  docker/bare-machine.sh
fi
# Where no image can be pulled, that of Testcontainers' reaper cannot either. wspec ends its containers itself.
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost

# Once a second: how much memory is left. What is missing most of it at any time is what the comparison takes, engine and containers included.
available() { awk '/MemAvailable/ { print $2 }' /proc/meminfo; }
before=$(available)
least=$(mktemp)
(
  low=$before
  while sleep 1; do
    now=$(available)
    if [ "$now" -lt "$low" ]; then low=$now; fi
    echo "$low" >"$least"
  done
) &
sampler=$!
trap 'kill $sampler 2>/dev/null; rm -f "$least"' EXIT

code=0
./wspec compare docker/targets --expected --seed 1 "$@" || code=$?
peak=$(awk -v before="$before" '{ printf "%.1f", (before - $1) / 1048576 }' "$least")
echo "  took        $((($(date +%s) - begun + 59) / 60)) minutes, and at most ${peak:-0.0} GiB of memory at a time" >&2
exit $code
