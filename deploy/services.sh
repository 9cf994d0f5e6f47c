#!/usr/bin/env bash
# The services that Mithaq needs, private to one folder, from Debian's packages; each runs as its own unprivileged user.
#
#   services.sh postgres install            install PostgreSQL 15 when it is missing
#   services.sh postgres start DIR [PORT]   a server in DIR (made when missing, kept when there) on a loopback port; prints its connection string
#   services.sh postgres stop DIR           stop it; DIR stays
#
# What else there is to say goes to stderr.
set -euo pipefail

say() { echo "services.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

usage() {
  sed -n '4,6s/^# *//p' "$0" >&2
  exit 2
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Runs a command as the service's user when we are root; otherwise we are unprivileged already.
as_user() {
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"; else "$@"; fi
}

# Debian starts a newly installed service at once; ours is started by hand, in its own folder.
install_package() {
  say "installing $1"
  local policy=/usr/sbin/policy-rc.d made=no
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made=yes
  fi
  local failed=0
  { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; } >&2 || failed=1
  if [ "$made" = yes ]; then as_root rm -f "$policy"; fi
  [ "$failed" = 0 ] || fail "$1 could not be installed"
}

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  fail "no free port was found"
}

postgres_programs() {
  local programs
  for programs in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    if [ -x "$programs/initdb" ]; then echo "$programs"; return; fi
  done
  if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}

postgres_install() {
  [ -n "$(postgres_programs)" ] || install_package postgresql-15
}

postgres_running() {
  as_user postgres "$1/pg_ctl" status -D "$2/data" >/dev/null 2>&1
}

postgres_start() {
  local dir=$1 port=${2:-} programs password
  postgres_install
  programs=$(postgres_programs)
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  chmod 700 "$dir"
  if [ "$(id -u)" = 0 ]; then chown postgres: "$dir"; fi

  if [ ! -e "$dir/data/PG_VERSION" ]; then
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '%s' "$password" > "$dir/password")
    if [ "$(id -u)" = 0 ]; then chown postgres: "$dir/password"; fi
    as_user postgres "$programs/initdb" -D "$dir/data" -U postgres -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C.UTF-8 >&2
  fi

  if ! postgres_running "$programs" "$dir"; then
    if [ -z "$port" ] && [ -e "$dir/port" ]; then port=$(cat "$dir/port"); fi
    [ -n "$port" ] || port=$(free_port)
    as_user postgres "$programs/pg_ctl" start -w -t 60 -D "$dir/data" -l "$dir/log" \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=300" >&2 \
      || fail "PostgreSQL did not start: see $dir/log"
    printf '%s' "$port" > "$dir/port"
  fi
  echo "Host=127.0.0.1;Port=$(cat "$dir/port");Username=postgres;Password=$(cat "$dir/password");Database=postgres"
}

postgres_stop() {
  local programs dir
  programs=$(postgres_programs)
  dir=$(cd "$1" && pwd)
  [ -n "$programs" ] || fail "PostgreSQL is not installed"
  if postgres_running "$programs" "$dir"; then as_user postgres "$programs/pg_ctl" stop -w -m fast -D "$dir/data" >&2; fi
}

# pg_ctl wants a working directory that its user may enter; relative folders are meant from where we were called.
absolute() { case "$1" in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }

[ $# -ge 2 ] || usage
case "$1 $2 $#" in
  "postgres install 2") postgres_install ;;
  "postgres start 3") dir=$(absolute "$3"); cd /; postgres_start "$dir" ;;
  "postgres start 4") dir=$(absolute "$3"); cd /; postgres_start "$dir" "$4" ;;
  "postgres stop 3") dir=$(absolute "$3"); cd /; postgres_stop "$dir" ;;
  *) usage ;;
esac
