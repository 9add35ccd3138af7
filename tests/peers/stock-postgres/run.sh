#!/usr/bin/env bash
# The program of ../stock over PostgreSQL; $DATABASE is the connection string of an empty database.
export DATABASE=${DATABASE:?"How to connect to the database?"}
exec "$(dirname "$0")/../stock/run.sh"
