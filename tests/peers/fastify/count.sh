#!/usr/bin/env bash
# Prints how many events the database in $DATA holds.
set -euo pipefail

export DATA
export NODE_PATH=${PEER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/eventauth-peers}/fastify/node_modules
exec node -e '
  const database = require("better-sqlite3")(process.env.DATA + "/events.db", { readonly: true, fileMustExist: true })
  console.log(database.prepare("SELECT COUNT(*) FROM Events").pluck().get())'
