#!/bin/sh
# Echo server on 127.0.0.1: run.sh [PORT]
set -eu
cd "$(dirname "$0")"
if ! [ target/lib -nt pom.xml ] || ! [ target/lib -nt src/main/java/EchoServer.java ]; then
  rm -rf target
  ../../../mvnw -B -q process-classes >&2
  touch target/lib
fi
exec java -Xmx2g -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "target/classes:target/lib/*" EchoServer "${1:-9001}"
