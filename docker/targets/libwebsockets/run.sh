#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT [plain]], where plain means without permessage-deflate
set -eu
cd "$(dirname "$0")"
if ! [ -e /usr/include/libwebsockets.h ]; then
  apt-get update -qq >&2
  apt-get install -y --no-install-recommends libwebsockets-dev >&2
fi
make --silent >&2
exec ./build/echo-server "${1:-9001}" "${2:-}"
