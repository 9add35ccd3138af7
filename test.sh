#!/usr/bin/env bash
# Builds once and runs every test; the last line is "N passed, N failed" (", N skipped" may follow).
#   ./test.sh                          everything
#   ./test.sh Storage                  the projects with this in their name
#   ./test.sh EndToEnd 'Name~Token'    with a filter as "dotnet test --filter" takes it
#   ./test.sh Sdk                      the JavaScript SDK alone, with Node.js
# The end-to-end tests run twice: "EndToEnd" over SQLite, and "EndToEndPostgres" over PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

only=${1:-}
filter=${2:-}
configuration=Release
results=artifacts/test-results
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# For programs that run for seconds, profiles cost more than they bring, and so do two mappings of each compiled method. Threads that
# wait do not spin, as in the program itself: the others need the cores.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0

say() { printf '%s\n' "$*"; }

give_up() {
  say "$*" >&2
  exit 1
}

# --- Which tests ---

beside=() alone=()
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .Tests.csproj)
  name=${name#EventAuth.}
  names=("$name")
  [ "$name" != EndToEnd ] || names+=(EndToEndPostgres)
  for name in "${names[@]}"; do
    [[ EventAuth.$name.Tests == *"$only"* ]] || continue
    # The others wait for the disk now and then, and nothing in them is in a hurry: they share the cores.
    case $name in EndToEnd*) alone+=("$name") ;; *) beside+=("$name") ;; esac
  done
done
sdk=
if [[ EventAuth.Sdk.Tests == *"$only"* ]] && [ -z "$filter" ]; then sdk=Sdk; fi

# --- What the tests need ---

dotnet --version >/dev/null 2>&1 ||
  give_up "The .NET SDK that global.json asks for is missing. Get .NET 10 from https://dotnet.microsoft.com/download and run this again."

missing=()
[ -x /usr/bin/chromium-headless-shell ] || missing+=(chromium-headless-shell fonts-liberation)
command -v openssl >/dev/null || missing+=(openssl)
[ -x /usr/sbin/nginx ] || missing+=(nginx)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
# What runs the code of "Connect your site"; Node.js also builds the SDK and runs its tests.
command -v node >/dev/null || missing+=(nodejs)
command -v php >/dev/null || missing+=(php-cli)
/usr/bin/python3 -c "import jwt, cryptography" 2>/dev/null || missing+=(python3 python3-jwt python3-cryptography)
command -v go >/dev/null || missing+=(golang-go)
command -v javac >/dev/null || missing+=(default-jdk-headless)
if [ -n "$sdk" ]; then
  command -v npm >/dev/null || missing+=(npm)
fi
if [ "${#missing[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null ||
    give_up "Missing: ${missing[*]}. Install them (as /usr/bin/chromium-headless-shell, /usr/sbin/nginx and /usr/lib/postgresql/15) and run this again."
  [ "$(id -u)" -eq 0 ] ||
    give_up "Missing: ${missing[*]}. Install them with \"sudo apt-get update && sudo apt-get install ${missing[*]}\" and run this again."
  say "Installing ${missing[*]} ..."
  # Offline: nginx comes with a service, which is not to start. PostgreSQL comes with a database, which is not to be made: the tests make their own.
  export DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1
  clusters=/etc/postgresql-common/createcluster.conf
  [ -e "$clusters" ] || { mkdir -p "${clusters%/*}" && echo "create_main_cluster = false" >"$clusters"; }
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null ||
    give_up "Could not install ${missing[*]}. See what \"apt-get install ${missing[*]}\" says."
fi

# --- Everything that is started lives in a process group of its own, so that nothing is left running ---

declare -A groups=()
end_groups() { for group in "${!groups[@]}"; do kill -KILL -- "-$group" 2>/dev/null; done; }
trap 'end_groups; exit 130' INT TERM
trap end_groups EXIT

start() {
  setsid "$@" </dev/null &
  groups[$!]=1
}

finish() {
  wait "$1"
  local code=$?
  kill -KILL -- "-$1" 2>/dev/null
  unset "groups[$1]"
  return "$code"
}

# --- Build and run ---

# One compiler for all projects: it loads itself and the analyzers once. It ends with its group.
if [ $((${#beside[@]} + ${#alone[@]})) -gt 0 ]; then
  start dotnet build EventAuth.Admin.sln -c "$configuration" -v quiet --tl:off -p:UseSharedCompilation=true
  finish $! || give_up "The build failed; no test ran."
fi

rm -rf "$results"
mkdir -p "$results"
declare -A running=()
passed=0 failed=0 skipped=0
troubles=()

counter() { sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# Starts the tests of a project; what they write waits in a file for its turn.
run() {
  local project=$1 database=Sqlite chosen=$filter compiler=()
  case $1 in
    EndToEnd) chosen=${filter:+($filter)&}Database!=PostgreSql ;;
    EndToEndPostgres) project=EndToEnd database=PostgreSql chosen=${filter:+($filter)&}Database!=Sqlite ;;
  esac
  # It starts the program some hundred times, and most of its code runs once each time: to optimize it takes longer than that saves.
  [ "$1" != Admin ] || compiler=(DOTNET_TC_CallCounting=0 DOTNET_JITMinOpts=1)
  start env EVENTAUTH_TEST_DATABASE=$database "${compiler[@]}" \
    dotnet test "tests/EventAuth.$project.Tests" -c "$configuration" --no-build --tl:off ${chosen:+--filter "$chosen"} \
    --results-directory "$results" --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 3m --blame-hang-dump-type none >"$results/$1.log" 2>&1
  running[$1]=$!
}

# Waits for them, shows what they wrote and counts.
count() {
  finish "${running[$1]}"
  local code=$? report=$results/$1.trx
  say
  say "--- $1"
  cat "$results/$1.log"
  if [ ! -f "$report" ]; then
    failed=$((failed + 1))
    troubles+=("$1 did not run.")
    return
  fi

  ran=$(counter executed "$report") good=$(counter passed "$report") total=$(counter total "$report")
  bad=$((ran - good))
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - ran))
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    failed=$((failed + 1))
    troubles+=("$1 did not run to its end.")
  elif [ "$ran" -eq 0 ] && [ -z "$filter" ]; then
    failed=$((failed + 1))
    troubles+=("$1 ran no test.")
  fi
  while IFS= read -r test; do troubles+=("$1: $test"); done < <(
    sed -n 's/.*<UnitTestResult .*testName="\([^"]*\)".* outcome="Failed".*/\1/p' "$report"
  )
}

# Builds the SDK again, compares it with the built one of the repository, and runs its own tests.
run_sdk() {
  start ./src/sdk/check.sh >"$results/Sdk.log" 2>&1
  running[Sdk]=$!
}

# Its last line has the numbers; each "not ok" is a test.
count_sdk() {
  finish "${running[Sdk]}"
  say
  say "--- Sdk"
  cat "$results/Sdk.log"
  read -r good _ bad _ < <(tail -n 1 "$results/Sdk.log")
  [[ "$good$bad" =~ ^[0-9]+$ ]] || { good=0 bad=1 && troubles+=("Sdk did not run to its end."); }
  passed=$((passed + good)) failed=$((failed + bad))
  while IFS= read -r test; do troubles+=("Sdk: $test"); done < <(sed -n 's/^not ok \([0-9]* \)\?- //p' "$results/Sdk.log")
}

[ -z "$sdk" ] || run_sdk
for name in "${beside[@]}"; do run "$name"; done
for name in "${beside[@]}"; do count "$name"; done
[ -z "$sdk" ] || count_sdk
for name in "${alone[@]}"; do
  run "$name"
  count "$name"
done

say ""
[ "${#troubles[@]}" -eq 0 ] || { say "Failed:" && printf '  %s\n' "${troubles[@]}"; }
if [ $((passed + failed)) -eq 0 ]; then
  failed=$((failed + 1))
  say "No test ran."
fi

line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
say "$line"
[ "$failed" -eq 0 ]
