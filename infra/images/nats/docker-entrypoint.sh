#!/bin/sh
# As the official image: arguments alone are the server's.
set -e
if [ "${1#-}" != "$1" ]; then set -- nats-server "$@"; fi
exec "$@"
