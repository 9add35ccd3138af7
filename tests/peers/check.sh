#!/usr/bin/env bash
# Checks that a peer does what it is measured for; prints a line "ok" or "not ok" for each check and fails where one is not.
#   ./check.sh haproxy         (or influxdb, stock, stock-one-writer, fastify, fastify-group-commit)
set -uo pipefail
cd "$(dirname "$0")" || exit 1
# shellcheck source=influxdb/token.sh
. ./influxdb/token.sh

peer=${1:?Which peer?}
[ -x "$peer/run.sh" ] || { echo "There is no peer $peer." >&2; exit 1; }

folder=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; }
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

failed=0
check() {
  if [ "$2" = "$3" ]; then
    echo "ok      $1"
  else
    echo "not ok  $1: $2, not $3"
    failed=1
  fi
}

# --- Keys, tokens, requests ---

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$folder/private.pem" 2>/dev/null ||
  openssl genrsa -out "$folder/private.pem" 2048 2>/dev/null
openssl genrsa -out "$folder/other.pem" 2048 2>/dev/null
openssl pkey -in "$folder/private.pem" -pubout -out "$folder/public.pem"
mkdir "$folder/data"
export PORT=${PORT:-17171} DATA=$folder/data PUBLIC_KEY=$folder/public.pem HMAC_SECRET=a-secret-for-these-checks-only-7e1
url=http://127.0.0.1:$PORT/v4/events

now=$(date +%s)
claims() { printf '{"customId":"%s","iat":%d,"exp":%d}' "$1" "$((now - 60))" "$((now + $2))"; }

# token CLAIMS [KEY [ALGORITHM]]: an RS256 signature, whatever the header says.
token() {
  local input
  input=$(printf '{"alg":"%s","typ":"JWT"}' "${3:-RS256}" | base64url).$(printf '%s' "$1" | base64url)
  printf '%s.%s\n' "$input" "$(printf '%s' "$input" | openssl dgst -sha256 -sign "$folder/${2:-private}.pem" | base64url)"
}

body() { printf '{"action":"%s","label":"Check","client":{"uuid":"5f0c1a2b-0000-4000-8000-00000000000a"},"params":{"sku":"A-1","price":9.5},"time":"2026-11-22T10:15:00.000+01:00"}' "$1"; }

# post PATH BODY [TOKEN]: the status of the answer.
post() {
  curl -s -o "$folder/answer" -w '%{http_code}' --max-time 30 "$url/$1" -H 'Content-Type: application/json' ${3:+-H "Authorization: Bearer $3"} --data-binary "$2"
}

# line NUMBER [TOKEN]: the status of the answer to one line of InfluxDB's own protocol.
line() {
  curl -s -o "$folder/answer" -w '%{http_code}' --max-time 30 "http://127.0.0.1:$PORT/write?db=bench" ${2:+-H "Authorization: Bearer $2"} \
    --data-binary "events,action=product.view customId=\"c-$1\",label=\"Check\""
}

# --- The server ---

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

! listening || { echo "Something else listens on port $PORT; choose another with PORT=…" >&2; exit 1; }
"$peer/prepare.sh" || exit
"$peer/run.sh" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 600); do
  listening && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done

if [ "$peer" = influxdb ]; then
  good=$(influx_token "$HMAC_SECRET" 3600)
  check 'a good token is accepted' "$(line 1 "$good")" 204
  check 'a bad signature is refused' "$(line 2 "$(influx_token another-secret 3600)")" 401
  check 'an expired token is refused' "$(line 3 "$(influx_token "$HMAC_SECRET" -60)")" 401
  check 'no token is refused' "$(line 4)" 401
  check 'what was accepted is stored, and nothing else' "$("$peer/count.sh")" 1
  exit "$failed"
fi

good=$(token "$(claims c-1 3600)")
head=${good%%.*} signature=${good##*.}
accepted=0
accept() {
  check "$@"
  [ "$2" != 202 ] || accepted=$((accepted + 1))
}

accept 'a good token is accepted' "$(post custom "$(body product.view)" "$good")" 202
accept 'the same token is accepted again' "$(post custom "$(body cart.status)" "$good")" 202
accept 'an event that needs a token is accepted with one' "$(post custom "$(body purchase.complete)" "$good")" 202
accept 'an event on no list is accepted with a token' "$(post custom "$(body report.open)" "$good")" 202
accept 'an anonymous event on the anonymous list is accepted' "$(post custom "$(body page.visit)")" 202
accept 'an event on the list without a token is accepted' "$(post custom "$(body client.login)")" 202

check 'a bad signature is refused' "$(post custom "$(body product.view)" "$(token "$(claims c-1 3600)" other)")" 401
check 'another payload under a good signature is refused' "$(post custom "$(body product.view)" "$head.$(claims c-2 3600 | base64url).$signature")" 401
check 'an expired token is refused' "$(post custom "$(body product.view)" "$(token "$(claims c-1 -60)")")" 401
check 'an expired token is refused where none is needed' "$(post custom "$(body page.visit)" "$(token "$(claims c-1 -60)")")" 401
check 'a token without exp is refused' "$(post custom "$(body product.view)" "$(token '{"customId":"c-1"}')")" 401
check 'another algorithm is refused' "$(post custom "$(body product.view)" "$(token "$(claims c-1 3600)" private none)")" 401
check 'what is no token is refused' "$(post custom "$(body product.view)" nonsense)" 401
check 'an event that needs a token is refused without' "$(post custom "$(body purchase.complete)")" 401
check 'an anonymous event that is not on the list is denied' "$(post custom "$(body report.open)")" 403
check 'an event without action is refused' "$(post custom '{"label":"Check"}' "$good")" 400

# 200 events of 4 new customers at once.
for customer in 11 12 13 14; do
  curl -s --no-progress-meter -Z --parallel-max 16 -o /dev/null -w '%{http_code}\n' "$url/custom?[1-50]" -H 'Content-Type: application/json' \
    -H "Authorization: Bearer $(token "$(claims "c-$customer" 3600)")" --data-binary "$(body product.view)" >"$folder/answers.$customer" &
  senders+=("$!")
done
wait "${senders[@]}"
check 'many at once are accepted' "$(cat "$folder"/answers.* | grep -c '^202$')" 200
accepted=$((accepted + $(cat "$folder"/answers.* | grep -c '^202$')))

if [[ $peer = stock* ]]; then
  check 'a batch is accepted' "$(post batch "[$(body product.view),$(body page.visit),$(body purchase.complete)]" "$good")" 202
  check 'a batch is accepted in part' "$(post batch "[$(body report.open),$(body page.visit)]")" 207
  check 'a batch with a bad signature is refused' "$(post batch "[$(body product.view)]" "$(token "$(claims c-1 3600)" other)")" 401
  accepted=$((accepted + 4))
fi

stored=$("$peer/count.sh")
[ "$stored" = none ] && echo '        (it stores nothing)' ||
  check 'what was accepted is stored, and nothing else' "$stored" "$accepted"
exit "$failed"
