#!/usr/bin/env bash
# The server in the foreground on 127.0.0.1:$PORT; a synced transaction for each request, unless $COMMIT is "group".
set -euo pipefail
cd "$(dirname "$0")"

export PORT DATA PUBLIC_KEY
export COMMIT=${COMMIT:-each} NODE_ENV=production
export NODE_PATH=${PEER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/eventauth-peers}/fastify/node_modules
exec node server.js
