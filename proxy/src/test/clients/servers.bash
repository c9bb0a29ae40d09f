# Starts and ends PostgreSQL and proxies for scripts (sourced; needs $root, the checkout).
# PARAVENT names another command than the checkout's own proxy/bin/paravent.

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

free_port() {
  # Below the range that outgoing connections take theirs from.
  python3 - <<'PYTHON'
import random
import socket

while True:
    port = random.randrange(20000, 32000)
    with socket.socket() as candidate:
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
PYTHON
}

# Debian's packages that are not there yet; false if they cannot be had.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "install ${missing[*]}"
  [ "$(id -u)" = 0 ] || return 1
  timeout 300 apt-get update -q >/dev/null || return 1
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}

install_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  # contrib extensions come with the server package
  install_packages postgresql postgresql-client
}

# The folder of the newest server's programs.
postgres_programs() {
  dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)"
}

# Ends one process that this script started: kindly, after ten seconds not.
stop_process() {
  kill -0 "$1" 2>/dev/null || return 0
  kill -TERM "$1" 2>/dev/null || true
  for _ in $(seq 1 100); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}

# Ends the server of a data directory.
stop_postgres() {
  [ -r "$1/postmaster.pid" ] || return 0
  kill -INT "$(head -n 1 "$1/postmaster.pid")" 2>/dev/null || true
  for _ in $(seq 1 100); do
    [ -e "$1/postmaster.pid" ] || return 0
    sleep 0.1
  done
}

# start_proxy NAME FOLDER ARGUMENT..: serves and waits until it is ready. Sets proxy_pid; its output is
# FOLDER/NAME.out and .err.
start_proxy() {
  local name=$1 folder=$2
  : >"$2/$1.out"
  shift 2
  "${PARAVENT:-$root/proxy/bin/paravent}" serve "$@" >"$folder/$name.out" 2>"$folder/$name.err" &
  proxy_pid=$!
  for _ in $(seq 1 1200); do
    grep -q '^paravent ready ' "$folder/$name.out" && return
    kill -0 "$proxy_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/$name.err" >&2
  fail "the proxy $name did not get ready"
}
