#!/usr/bin/env bash
# HAProxy as it stands in haproxy.cfg, in the foreground on 127.0.0.1:$PORT, with the key of $PUBLIC_KEY.
set -euo pipefail
cd "$(dirname "$0")"

export PORT PUBLIC_KEY POLICY=../policy
PATH=$PATH:/usr/sbin exec haproxy -db -q -f haproxy.cfg
