#!/usr/bin/env bash
# Installs InfluxDB from the distribution and prints its name and version.
set -euo pipefail
# shellcheck source=../install.sh
. "$(dirname "$0")/../install.sh"

install_package influxd influxdb
install_package curl curl
influxd version | sed -n '1s/^InfluxDB v\([^ ]*\).*/influxdb \1/p'
