# For the scripts of this folder; sourced.

# influx_token SECRET SECONDS: prints a token (HS256) for the user "bench" that ends in that many seconds.
influx_token() {
  local head body
  head=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
  body=$(printf '{"username":"bench","exp":%d}' "$(($(date +%s) + $2))" | base64url)
  printf '%s.%s.%s\n' "$head" "$body" "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -hmac "$1" -binary | base64url)"
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
