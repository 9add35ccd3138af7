#!/usr/bin/env bash
# The program of ../stock, with requests that write one by one instead of meeting a locked database.
WRITERS=1 exec "$(dirname "$0")/../stock/run.sh"
