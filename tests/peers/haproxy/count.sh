#!/usr/bin/env bash
# HAProxy stores nothing.
echo none
