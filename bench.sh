#!/usr/bin/env bash
# Measures the ingest endpoint beside its peers, by the protocol of docs/performance.md.
#   ./bench.sh                    everything: 50 minutes on a quiet machine, the making of the inputs included
#   ./bench.sh --quick            the headline in three minutes
#   ./bench.sh haproxy batches    single parts; ./bench.sh --help names them
#   ./bench.sh preview            whether previews are exact, and how quick they are: ten minutes
#   ./bench.sh soak 30            half of full load, for so many minutes
# Inputs and results are kept in $EVENTAUTH_BENCH_CACHE, by default ~/.cache/eventauth-bench.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export EVENTAUTH_BENCH_CACHE=${EVENTAUTH_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/eventauth-bench}

say() { printf '%s\n' "$*"; }

give_up() {
  say "$*" >&2
  exit 1
}

# --- What the benchmark needs ---

dotnet --version >/dev/null 2>&1 ||
  give_up "The .NET SDK that global.json asks for is missing. Get .NET 10 from https://dotnet.microsoft.com/download and run this again."

missing=()
command -v wrk >/dev/null || missing+=(wrk)
command -v perf >/dev/null || missing+=(linux-perf)
command -v openssl >/dev/null || missing+=(openssl)
if [ "${#missing[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null || give_up "Missing: ${missing[*]}. Install them and run this again."
  [ "$(id -u)" -eq 0 ] ||
    give_up "Missing: ${missing[*]}. Install them with \"sudo apt-get update && sudo apt-get install ${missing[*]}\" and run this again."
  say "Installing ${missing[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null ||
    give_up "Could not install ${missing[*]}. See what \"apt-get install ${missing[*]}\" says."
fi

# --- Whatever is started lives in a process group of its own and in a folder of its own; both go at the end, however that comes ---

mkdir -p "$EVENTAUTH_BENCH_CACHE" || give_up "Cannot make the folder $EVENTAUTH_BENCH_CACHE."
EVENTAUTH_BENCH_RUN=$(mktemp -d "$EVENTAUTH_BENCH_CACHE/run.XXXXXXXX") || give_up "Cannot make a folder in $EVENTAUTH_BENCH_CACHE."
export EVENTAUTH_BENCH_RUN

group=
end_group() { [ -z "$group" ] || kill -KILL -- "-$group" 2>/dev/null; group=; }
clean_up() {
  end_group
  rm -rf "$EVENTAUTH_BENCH_RUN"
}
trap 'exit 130' INT TERM HUP
trap clean_up EXIT

in_group() {
  setsid "$@" </dev/null &
  group=$!
  wait "$group"
  local code=$?
  end_group
  return "$code"
}

project=tests/EventAuth.Benchmarks
in_group dotnet build "$project" -c Release -v quiet --tl:off || give_up "The build failed; nothing was measured."
benchmarks=artifacts/bin/EventAuth.Benchmarks/release/EventAuth.Benchmarks.dll
if [ "${1:-}" = preview ]; then
  in_group dotnet "$benchmarks" preview
else
  in_group dotnet "$benchmarks" ingest "$@"
fi
