#!/usr/bin/env bash
# Installs the packages of package.json into $PEER_CACHE and prints names and versions.
# better-sqlite3 is compiled here, not downloaded as a binary: the first time takes a minute or two.
set -euo pipefail
cd "$(dirname "$0")"

cannot() {
  printf '%s\n' "$*" >&2
  exit 3
}

target=${PEER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/eventauth-peers}/fastify
for program in node npm make g++ python3; do
  command -v "$program" >/dev/null || cannot "fastify and better-sqlite3 need $program, which is missing."
done

if ! cmp -s package.json "$target/package.json" || [ ! -e "$target/installed" ]; then
  mkdir -p "$target"
  rm -f "$target/installed"
  cp package.json "$target/"
  [ ! -e /usr/include/node/node.h ] || export npm_config_nodedir=/usr
  (cd "$target" && npm_config_build_from_source=true npm install --no-package-lock --no-audit --no-fund --no-update-notifier --loglevel=error) >&2 ||
    cannot "fastify and better-sqlite3 could not be installed: see what npm says above."
  touch "$target/installed"
fi

version() { node -p "require('$target/node_modules/$1/package.json').version"; }
echo "fastify $(version fastify), @fastify/jwt $(version @fastify/jwt), better-sqlite3 $(version better-sqlite3), node $(node -p process.versions.node)"
