#!/bin/sh
# run.sh URL: goes through all cases of the fuzzing server at URL.
set -e
cd "$(dirname "$0")"
[ -d target/lib ] || mvn -q -B dependency:copy -Dartifact=org.java-websocket:Java-WebSocket:1.6.0 -DoutputDirectory=target/lib \
  && [ -f target/lib/slf4j-api-2.0.20.jar ] || mvn -q -B dependency:copy -Dartifact=org.slf4j:slf4j-api:2.0.20 -DoutputDirectory=target/lib
exec java -cp 'target/lib/*' Driver.java "$1"
