#!/usr/bin/env bash
# InfluxDB in the foreground on 127.0.0.1:$PORT, with its files in $DATA and $HMAC_SECRET as the secret that tokens are signed with.
# Where $DATA is empty, the server first runs on a socket alone, until user and database "bench" exist.
set -euo pipefail
cd "$(dirname "$0")"

export INFLUXDB_META_DIR=$DATA/meta INFLUXDB_DATA_DIR=$DATA/data INFLUXDB_DATA_WAL_DIR=$DATA/wal
export INFLUXDB_HTTP_SHARED_SECRET=$HMAC_SECRET

if [ ! -e "$DATA/prepared" ]; then
  # shellcheck source=token.sh
  . ./token.sh
  folder=$(mktemp -d)
  socket=$folder/influxdb
  INFLUXDB_HTTP_BIND_ADDRESS=127.0.0.1:0 INFLUXDB_HTTP_UNIX_SOCKET_ENABLED=true INFLUXDB_HTTP_BIND_SOCKET=$socket \
    influxd run -config influxdb.toml &
  server=$!
  trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT

  ask() { curl -sf -o "$folder/answer" --max-time 10 --unix-socket "$socket" "$@"; }
  for _ in $(seq 300); do
    ask http://localhost/ping && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  ask http://localhost/query --data-urlencode "q=CREATE USER bench WITH PASSWORD 'bench' WITH ALL PRIVILEGES"
  ask http://localhost/query -H "Authorization: Bearer $(influx_token "$HMAC_SECRET" 60)" --data-urlencode 'q=CREATE DATABASE bench'
  kill "$server"
  wait "$server" || true
  trap - EXIT
  rm -rf "$folder"
  touch "$DATA/prepared"
fi

export INFLUXDB_HTTP_BIND_ADDRESS=127.0.0.1:$PORT
exec influxd run -config influxdb.toml
