#!/bin/sh
# The first of the set is the primary; the others copy it.
set -eu
primary=redis-0
if [ "$HOSTNAME" = "$primary" ]; then exec redis-server /etc/redis/redis.conf; fi
# In a file, so that no process list shows the password.
umask 077
{
  echo "replicaof $primary.redis-nodes 6379"
  echo 'masteruser replica'
  echo "masterauth $(cat /run/secrets/surefoot/redis.replica-password)"
} >/tmp/replica.conf
exec redis-server /etc/redis/redis.conf --include /tmp/replica.conf
