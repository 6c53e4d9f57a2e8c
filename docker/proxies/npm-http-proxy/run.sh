#!/bin/sh
# run.sh PORT ORIGIN [CONFIG]: http-proxy on PORT before the origin on port ORIGIN, until it is
# stopped. Run npm install here first.
cd "$(dirname "$0")" && exec node proxy.js "$1" "$2" "${3:-right}"
