#!/usr/bin/env bash
# The program of ../stock.
exec "$(dirname "$0")/../stock/count.sh"
