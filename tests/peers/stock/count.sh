#!/usr/bin/env bash
# Asks the running server how many events it has stored.
set -euo pipefail

curl -sf "http://127.0.0.1:$PORT/count"
echo
