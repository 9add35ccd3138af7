#!/usr/bin/env bash
# Starts EventAuth and this shop, and connects them: the shop's certificate is defined unless another one is in force. Ctrl+C ends both.
#   samples/shop/run.sh                           builds and runs
#   samples/shop/run.sh -c Release --no-build     words for "dotnet run", for both
# Other addresses: Listeners__Admin, Listeners__Ingest and Shop__Address in the environment. Everything is kept in samples/shop/data.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

export Listeners__Admin=${Listeners__Admin:-http://127.0.0.1:5080}
export Listeners__Ingest=${Listeners__Ingest:-http://127.0.0.1:5081}
export Shop__Data=${Shop__Data:-$here/data}
umask 077
mkdir -p "$Shop__Data"

# The first start of EventAuth creates an API key with this text, which the shop uses again at later starts.
key_file=$Shop__Data/api-key
[ -s "$key_file" ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$key_file"
api_key=$(cat "$key_file")

programs=()
end() {
  trap - EXIT INT TERM
  for program in "${programs[@]}"; do kill -TERM "$program" 2>/dev/null; done
  wait
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

(
  export Storage__Path=$Shop__Data/eventauth
  [ -e "$Storage__Path/eventauth.db" ] || export Bootstrap__ApiKey=$api_key
  exec dotnet run --project "$root/src/EventAuth.Admin" "$@" </dev/null
) &
programs+=($!)
until curl -sf -o /dev/null "${Listeners__Admin%/}/readyz"; do
  kill -0 "${programs[0]}" 2>/dev/null || exit 1
  sleep 0.5
done

(
  export EventAuth__Admin=$Listeners__Admin EventAuth__Endpoint=$Listeners__Ingest EventAuth__ApiKey=$api_key
  exec dotnet run --project "$here" "$@" </dev/null
) &
programs+=($!)
wait -n
