#!/usr/bin/env bash
# The program of ../fastify, with one synced transaction for all requests that wait.
COMMIT=group exec "$(dirname "$0")/../fastify/run.sh"
