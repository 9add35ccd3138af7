#!/usr/bin/env bash
# The program in the foreground on 127.0.0.1:$PORT.
set -euo pipefail
program=$(cd "$(dirname "$0")/../../.." && pwd)/artifacts/bin/EventAuth.Peers.Stock/release/EventAuth.Peers.Stock.dll

export PORT DATA PUBLIC_KEY
export DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPNETCORE_ENVIRONMENT=Production
exec dotnet "$program"
