#!/usr/bin/env bash
# Writes the bill of materials of the program, CycloneDX 1.6 as JSON: each package with its exact version, licence and hash.
#   ./bom.sh                 artifacts/bom.json
#   ./bom.sh FOLDER          bom.json in another folder
set -euo pipefail
into=${1:-artifacts}
[[ $into == /* ]] || into=$PWD/$into
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

mkdir -p "$into"
dotnet tool restore --verbosity quiet >/dev/null
dotnet restore src/EventAuth.Admin --verbosity quiet >&2
dotnet tool run dotnet-CycloneDX src/EventAuth.Admin/EventAuth.Admin.csproj --base-intermediate-output-path artifacts/obj --disable-package-restore \
  --include-license-text --set-name EventAuth.Admin --spec-version 1.6 --output-format Json --output "$into" --filename bom.json >/dev/null
printf '%s\n' "$into/bom.json"
