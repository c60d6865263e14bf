#!/usr/bin/env bash
# Builds everything and runs every test, ending with "N passed, N failed, N skipped".
# Arguments narrow the run, for example: ./test.sh -namespace '*Routing*'   ./test.sh -class '*AssignNextTests'
#
# PORTAL_BROWSER        browser to use instead of the first one found
# PORTAL_TEST_POSTGRES  connection string of a PostgreSQL superuser, instead of a throw-away server
# PORTAL_TEST_REDIS     host:port of a Redis server, instead of a throw-away one
# PORTAL_TEST_SQLSERVER connection string of a SQL Server login that may create databases; without one those tests are skipped
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

scratch=$(mktemp -d "${TMPDIR:-/tmp}/portal-test.XXXXXX")
chmod 755 "$scratch"
servers=()

clean_up() {
  for pid in "${servers[@]:-}"; do kill -INT "$pid" 2>/dev/null; done
  for pid in "${servers[@]:-}"; do
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  done
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

say() { printf '== %s\n' "$*"; }

# Installs Debian packages when this is root on a machine that has apt; answers false where it cannot.
apt_ready=
apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  if [ -z "$apt_ready" ]; then
    apt-get update -qq >"$scratch/apt.log" 2>&1 || { tail -n 3 "$scratch/apt.log"; return 1; }
    apt_ready=yes
  fi
  say "installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$scratch/apt.log" 2>&1 </dev/null \
    || { tail -n 5 "$scratch/apt.log"; return 1; }
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

wait_for_port() {
  for _ in $(seq 150); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.2
  done
  return 1
}

first_found() {
  local name
  for name in "$@"; do command -v "$name" 2>/dev/null && return 0; done
  return 1
}

installed_browser() {
  first_found chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
}

# Playwright keeps its own Chromium per user; its command line is a Node.js program beside the built tests.
playwright_browser() {
  local cache="${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}" output=Portal.E2E/bin/Debug/net10.0
  compgen -G "$cache/chromium-*/chrome-linux*/chrome" | head -n 1 | grep . && return 0
  [ -f $output/.playwright/package/cli.js ] || return 1
  timeout 180 node $output/.playwright/package/cli.js install chromium >"$scratch/playwright.log" 2>&1 </dev/null || return 1
  compgen -G "$cache/chromium-*/chrome-linux*/chrome" | head -n 1 | grep .
}

find_browser() {
  [ -n "${PORTAL_BROWSER:-}" ] && return
  PORTAL_BROWSER=$(installed_browser || playwright_browser)
  if [ -z "$PORTAL_BROWSER" ] && apt_install chromium fonts-noto-color-emoji; then PORTAL_BROWSER=$(installed_browser); fi
  export PORTAL_BROWSER
}

# initdb refuses to run as root, so root borrows the account that the package made.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

postgres_tools() {
  if command -v initdb >/dev/null; then dirname "$(readlink -f "$(command -v initdb)")"; return; fi
  compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1 | xargs -r dirname | grep .
}

start_postgres() {
  [ -n "${PORTAL_TEST_POSTGRES:-}" ] && return
  local tools port
  tools=$(postgres_tools) || { apt_install postgresql && tools=$(postgres_tools); } || return
  port=$(free_port)
  mkdir "$scratch/postgres"
  [ "$(id -u)" = 0 ] && chown postgres "$scratch/postgres"
  as_postgres "$tools/initdb" -D "$scratch/postgres/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    >"$scratch/initdb.log" 2>&1 || { cat "$scratch/initdb.log"; return; }
  # A throw-away cluster: what the tests prove does not depend on its durability.
  as_postgres "$tools/pg_ctl" -D "$scratch/postgres/data" -w -s -l "$scratch/postgres/log" \
    -o "-h 127.0.0.1 -p $port -k $scratch/postgres -c fsync=off -c max_connections=200" start </dev/null \
    || { cat "$scratch/postgres/log"; return; }
  servers+=("$(head -n 1 "$scratch/postgres/data/postmaster.pid")")
  export PORTAL_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

start_redis() {
  [ -n "${PORTAL_TEST_REDIS:-}" ] && return
  local port
  command -v redis-server >/dev/null || apt_install redis-server || return
  port=$(free_port)
  redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no --dir "$scratch" >"$scratch/redis.log" 2>&1 </dev/null &
  servers+=($!)
  wait_for_port "$port" || { cat "$scratch/redis.log"; return; }
  export PORTAL_TEST_REDIS="127.0.0.1:$port"
}

# Tests of several nodes start an nginx of their own.
find_nginx() {
  first_found nginx /usr/sbin/nginx >/dev/null || { apt_install nginx && first_found nginx /usr/sbin/nginx >/dev/null; }
}

# Tests of faults make system calls of the server fail with the one, and set its clock with the other.
find_strace() { first_found strace >/dev/null || { apt_install strace && first_found strace >/dev/null; }; }
find_faketime() { first_found faketime >/dev/null || { apt_install faketime && first_found faketime >/dev/null; }; }

passed=0 failed=0 skipped=0 failures=()

count() { grep -o "<assembly [^>]*" "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' | head -n 1; }

# A test that hangs is named after a minute and ends the run instead of holding it for ever.
run_project() {
  local project=$1 result="$scratch/$1.xml"
  shift
  say "$project"
  timeout -k 20 1800 "$project/bin/Debug/net10.0/$project" -noLogo -noColor -longRunning 90 -result-xml "$result" "$@" </dev/null
  local code=$?
  [ $code = 124 ] && echo "$project did not end within 30 minutes"
  if [ ! -s "$result" ]; then
    echo "$project ended with code $code and no result"
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + $(count "$result" passed)))
  failed=$((failed + $(count "$result" failed) + $(count "$result" errors)))
  skipped=$((skipped + $(count "$result" skipped)))
  while IFS= read -r name; do failures+=("$name"); done < <(grep -o '<test [^>]*result="Fail"' "$result" | grep -o ' name="[^"]*"' | cut -d'"' -f2)
}

say "building"
dotnet build Portal.sln -v q --nologo </dev/null || { echo "The build failed: no test was run."; exit 1; }

find_browser
start_postgres
start_redis
nginx=none
find_nginx && nginx=installed
strace=none faketime=none
find_strace && strace=installed
find_faketime && faketime=installed
say "browser:    ${PORTAL_BROWSER:-none, tests that need one are skipped}"
say "PostgreSQL: ${PORTAL_TEST_POSTGRES:-none, tests that need it are skipped}"
say "Redis:      ${PORTAL_TEST_REDIS:-none, tests that need it are skipped}"
[ $nginx = none ] && say "nginx:      none, tests of several nodes are skipped"
[ $strace = none ] && say "strace:     none, tests of a failing disk are skipped"
[ $faketime = none ] && say "faketime:   none, the test of a clock that is set is skipped"

run_project Portal.Tests "$@"
run_project Portal.E2E "$@"

# Said again at the end, where nobody has to look for it among thousands of lines.
for name in "${failures[@]:-}"; do [ -n "$name" ] && echo "failed: $name"; done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
