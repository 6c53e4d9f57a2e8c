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

code=0
./wspec compare docker/targets --expected --seed 1 "$@" || code=$?
free=$(awk '/MemAvailable/ { printf "%.1f", $2 / 1048576 }' /proc/meminfo)
echo "  took        $((($(date +%s) - begun + 59) / 60)) minutes; $free GiB of memory are free" >&2
exit $code
