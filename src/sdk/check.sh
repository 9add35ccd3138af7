#!/usr/bin/env bash
# What ./test.sh runs here: builds the SDK again, compares it with dist/ byte for byte, and runs its tests.
# The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")" || exit 1

passed=0 failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

finish() {
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
  exit
}

check() {
  if [ "$1" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok - %s\n' "$2"
  fi
}

npm ci --silent --no-progress
code=$?
if [ "$code" -ne 0 ]; then
  check "$code" "esbuild and TypeScript could not be installed: see what \"npm ci\" says in src/sdk."
  finish
fi

node build.mjs "$scratch/dist"
check $? "The SDK does not build, or is too large: see what \"npm run build\" says in src/sdk."

diff -rq "$scratch/dist" dist
check $? "src/sdk/dist is not what src/sdk/src builds: run \"npm ci && npm run build\" in src/sdk, and commit dist."

node test/run.mjs --test-reporter=tap | tee "$scratch/tests"
code=$?
sum() { awk -v name="$1" '$1 == "#" && $2 == name { total += $3 } END { print total + 0 }' "$scratch/tests"; }
passed=$((passed + $(sum pass)))
# A test that is skipped, or marked as to be done, has shown nothing.
bad=$(($(sum fail) + $(sum cancelled) + $(sum skipped) + $(sum todo)))
failed=$((failed + bad))
[ "$(sum tests)" -gt 0 ]
check $? "There are no tests."
[ "$code" -eq 0 ] || [ "$bad" -gt 0 ] || check "$code" "The tests did not run to their end."
finish
