#!/usr/bin/env bash
# Asks the running server how many points database "bench" holds: for each measurement the count of its fullest field.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=token.sh
. ./token.sh

curl -sf "http://127.0.0.1:$PORT/query" -G --data-urlencode 'db=bench' --data-urlencode 'q=SELECT COUNT(*) FROM /.+/' \
  -H "Authorization: Bearer $(influx_token "$HMAC_SECRET" 60)" -H 'Accept: application/csv' |
  awk -F, '$1 != "name" && NF > 3 { most = 0; for (i = 4; i <= NF; i++) if ($i > most) most = $i; total += most } END { print total + 0 }'
