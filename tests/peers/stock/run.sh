#!/usr/bin/env bash
# The program in the foreground on 127.0.0.1:$PORT; $WRITERS is the number of requests that may write at once, without a limit by default.
set -euo pipefail
program=$(cd "$(dirname "$0")/../../.." && pwd)/artifacts/bin/EventAuth.Peers.Stock/release/EventAuth.Peers.Stock.dll

export PORT DATA PUBLIC_KEY
[ -z "${WRITERS:-}" ] || export WRITERS
export DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPNETCORE_ENVIRONMENT=Production
exec dotnet "$program"
