#!/usr/bin/env bash
# Installs HAProxy from the distribution and prints its name and version.
set -euo pipefail
# shellcheck source=../install.sh
. "$(dirname "$0")/../install.sh"

PATH=$PATH:/usr/sbin
install_package haproxy haproxy
haproxy -v | sed -n '1s/^HAProxy version \([^ ]*\).*/haproxy \1/p'
