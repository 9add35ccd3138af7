#!/usr/bin/env bash
# The program of ../fastify.
exec "$(dirname "$0")/../fastify/prepare.sh"
