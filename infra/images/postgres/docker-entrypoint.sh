#!/usr/bin/env bash
# Starts PostgreSQL by the conventions of the official image: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# POSTGRES_INITDB_ARGS and POSTGRES_HOST_AUTH_METHOD, each also as …_FILE; the cluster is made once, in PGDATA.
set -euo pipefail

fail() {
  echo "postgres image: $*" >&2
  exit 1
}

# from_file NAME [DEFAULT]: NAME from the file that NAME_FILE names.
from_file() {
  local file="${1}_FILE"
  if [ -n "${!1:-}" ] && [ -n "${!file:-}" ]; then fail "set $1 or $file, not both"; fi
  if [ -n "${!file:-}" ]; then export "$1=$(<"${!file}")"; else export "$1=${!1:-${2:-}}"; fi
  unset "$file"
}

run_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) bash "$file" ;;
      *.sql) psql --set ON_ERROR_STOP=1 --no-password --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file "$file" ;;
    esac
  done
}

make_cluster() {
  [ -n "$POSTGRES_PASSWORD" ] || [ "$POSTGRES_HOST_AUTH_METHOD" = trust ] \
    || fail 'give POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE'
  local arguments=()
  read -ra arguments <<<"$POSTGRES_INITDB_ARGS"
  initdb --pgdata "$PGDATA" --username "$POSTGRES_USER" --pwfile <(echo "$POSTGRES_PASSWORD") \
    --auth-local trust --auth-host scram-sha-256 --encoding UTF8 --locale C.UTF-8 "${arguments[@]}"
  echo "host all all all $POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
  printf "listen_addresses = '*'\nunix_socket_directories = '/var/run/postgresql'\n" >>"$PGDATA/postgresql.conf"
  # Alone with itself until all is made: nobody can connect by the network.
  pg_ctl --pgdata "$PGDATA" --wait --options "-c listen_addresses='' -p 5432" start
  [ "$POSTGRES_DB" = postgres ] \
    || echo 'CREATE DATABASE :"name"' | psql --no-password --username "$POSTGRES_USER" --dbname postgres --set name="$POSTGRES_DB"
  run_files
  pg_ctl --pgdata "$PGDATA" --mode fast --wait stop
}

[ "${1:0:1}" != - ] || set -- postgres "$@"
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
  install --directory --owner postgres --group postgres --mode 0700 "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ "$1" = postgres ]; then
  from_file POSTGRES_PASSWORD
  from_file POSTGRES_USER postgres
  from_file POSTGRES_DB "$POSTGRES_USER"
  from_file POSTGRES_INITDB_ARGS
  export POSTGRES_HOST_AUTH_METHOD=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  install --directory --mode 0700 "$PGDATA"
  [ -s "$PGDATA/PG_VERSION" ] || make_cluster
  unset POSTGRES_PASSWORD
fi
exec "$@"
