#!/usr/bin/env bash
# Builds the program and prints names and versions.
set -euo pipefail
cd "$(dirname "$0")"

cannot() {
  printf '%s\n' "$*" >&2
  exit 3
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet --version >/dev/null 2>&1 || cannot "The .NET SDK that global.json asks for is missing."
log=$(dotnet build EventAuth.Peers.Stock.csproj -c Release -v quiet --tl:off 2>&1) ||
  cannot "The stock peer does not build: $log"

version() { sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" ../../../Directory.Packages.props; }
echo "ASP.NET Core $(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \(10[^ ]*\).*/\1/p' | tail -n 1)," \
  "JwtBearer $(version Microsoft.AspNetCore.Authentication.JwtBearer), EF Core SQLite $(version Microsoft.EntityFrameworkCore.Sqlite)"
