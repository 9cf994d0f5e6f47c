#!/usr/bin/env bash
# The services that Mithaq needs, private to one folder, from Debian's packages; each runs as its own unprivileged user.
#
#   services.sh postgres install            install PostgreSQL 15 when it is missing
#   services.sh postgres start DIR [PORT]   a server in DIR (made when missing, kept when there) on a loopback port; prints its connection string
#   services.sh postgres stop DIR           stop it; DIR stays
#
#   services.sh rabbitmq install            install RabbitMQ 3.10 when it is missing
#   services.sh rabbitmq start DIR [PORT]   a node in DIR (made when missing, kept when there) on loopback ports of its own; prints its URI
#   services.sh rabbitmq stop DIR           stop it; DIR stays
#   services.sh rabbitmq vhost DIR NAME     a virtual host on a running node; prints the URI to it
#   services.sh rabbitmq partner DIR NAME   an account of the organisation NAME on a running node, or a new password for it; prints its URI. It may declare, bind and read queues
#                                           whose names begin with "NAME.", and bind them to mithaq.events by keys that begin with "NAME."
#
# What else there is to say goes to stderr.
set -euo pipefail

say() { echo "services.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

usage() {
  sed -n '4,13s/^# *//p' "$0" >&2
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

rabbitmq_programs() {
  ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin 2>/dev/null | sort -rV | head -n 1
}

rabbitmq_install() {
  [ -n "$(rabbitmq_programs)" ] || install_package rabbitmq-server
}

# Runs one of RabbitMQ's programs for the node in a folder: nothing of the machine's own node (configuration, cookie, names, ports) is used.
rabbitmq_run() {
  local dir=$1 program=$2 port
  shift 2
  port=$(cat "$dir/port")
  as_user rabbitmq env -i PATH="$PATH" LANG=C.UTF-8 HOME="$dir" \
    ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$(cat "$dir/epmd-port")" \
    RABBITMQ_NODENAME="mithaq-$port@localhost" RABBITMQ_DIST_PORT="$(cat "$dir/dist-port")" \
    RABBITMQ_CONFIG_FILE="$dir/rabbitmq.conf" RABBITMQ_CONF_ENV_FILE="$dir/none" RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins" \
    RABBITMQ_MNESIA_BASE="$dir/data" RABBITMQ_LOG_BASE="$dir/log" RABBITMQ_PID_FILE="$dir/pid" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
    "$program" "$@"
}

rabbitmq_ctl() {
  local dir=$1
  shift
  rabbitmq_run "$dir" "$(rabbitmq_programs)/rabbitmqctl" --quiet "$@"
}

rabbitmq_running() {
  [ -s "$1/pid" ] && [ -e "/proc/$(cat "$1/pid")" ] && tr '\0' ' ' < "/proc/$(cat "$1/pid")/cmdline" | grep -qF -- "-home $1 "
}

rabbitmq_listening() {
  (exec 3<>"/dev/tcp/127.0.0.1/$(cat "$1/port")") 2>/dev/null
}

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

rabbitmq_prepare() {
  local dir=$1 port=$2
  (
    umask 077
    printf '%s' "${port:-$(free_port)}" > "$dir/port"
    free_port > "$dir/dist-port"
    free_port > "$dir/epmd-port"
    secret > "$dir/password"
    secret > "$dir/.erlang.cookie"
    chmod 400 "$dir/.erlang.cookie"
    echo '[].' > "$dir/plugins"
    printf 'listeners.tcp.1 = 127.0.0.1:%s\ndefault_user = mithaq\ndefault_pass = %s\n' "$(cat "$dir/port")" "$(cat "$dir/password")" > "$dir/rabbitmq.conf"
  )
  if [ "$(id -u)" = 0 ]; then chown -R rabbitmq: "$dir"; fi
}

rabbitmq_start() {
  local dir=$1 port=${2:-} tries
  rabbitmq_install
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  chmod 700 "$dir"
  [ -e "$dir/rabbitmq.conf" ] || rabbitmq_prepare "$dir" "$port"
  if ! rabbitmq_running "$dir"; then
    rabbitmq_run "$dir" "$(rabbitmq_programs)/rabbitmq-server" -detached </dev/null >"$dir/start.log" 2>&1 || fail "RabbitMQ did not start: see $dir/start.log"
    # It listens once it is ready; the pid file comes first.
    for tries in $(seq 900); do
      if rabbitmq_listening "$dir"; then break; fi
      if [ "$tries" -gt 150 ] && ! rabbitmq_running "$dir"; then fail "RabbitMQ did not start: see $dir/log and $dir/start.log"; fi
      sleep 0.1
    done
    rabbitmq_listening "$dir" || fail "RabbitMQ did not start: see $dir/log and $dir/start.log"
  fi
  echo "amqp://mithaq:$(cat "$dir/password")@127.0.0.1:$(cat "$dir/port")"
}

rabbitmq_stop() {
  local dir pid tries
  dir=$(cd "$1" && pwd)
  [ -e "$dir/rabbitmq.conf" ] || fail "there is no RabbitMQ node in $dir"
  if rabbitmq_running "$dir"; then
    pid=$(cat "$dir/pid")
    as_user rabbitmq kill -TERM "$pid"
    for tries in $(seq 300); do
      [ -e "/proc/$pid" ] || break
      sleep 0.1
    done
    if [ -e "/proc/$pid" ]; then as_user rabbitmq kill -KILL "$pid"; fi
  fi
  # Its own name server has nothing left to name. After a kill it takes a moment to know that.
  for tries in $(seq 50); do
    if rabbitmq_run "$dir" "$(command -v epmd)" -kill >/dev/null 2>&1; then break; fi
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$(cat "$dir/epmd-port")") 2>/dev/null; then break; fi
    sleep 0.1
  done
}

rabbitmq_vhost() {
  local dir=$1 name=$2
  rabbitmq_running "$dir" || fail "there is no RabbitMQ node running in $dir"
  rabbitmq_ctl "$dir" add_vhost "$name" >&2
  rabbitmq_ctl "$dir" set_permissions -p "$name" mithaq '.*' '.*' '.*' >&2
  echo "amqp://mithaq:$(cat "$dir/password")@127.0.0.1:$(cat "$dir/port")/$name"
}

# A partner's queues and keys begin with its organisation's id, and a topic permission is checked against the key of every binding: "#" and others' keys are refused.
rabbitmq_partner() {
  local dir=$1 name=$2 password action=add_user
  [[ "$name" =~ ^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$ ]] || fail "'$name' is not the id of an organisation: a-z, 0-9 and inner hyphens"
  case "$name" in mithaq|platform|system) fail "'$name' is an id that the product uses itself" ;; esac
  rabbitmq_running "$dir" || fail "there is no RabbitMQ node running in $dir"
  password=$(secret)
  if rabbitmq_ctl "$dir" list_users --no-table-headers | cut -f1 | grep -qxF "$name"; then action=change_password; fi
  # From the input, so that no list of processes shows it.
  printf '%s\n' "$password" | rabbitmq_ctl "$dir" "$action" "$name" >&2
  # First: an account that may bind, and has no topic permission yet, may bind by every key.
  rabbitmq_ctl "$dir" set_topic_permissions "$name" mithaq.events '^$' "^$name\\." >&2
  rabbitmq_ctl "$dir" set_permissions "$name" "^$name\\." "^$name\\." "^($name\\.|mithaq\\.events\$)" >&2
  echo "amqp://$name:$password@127.0.0.1:$(cat "$dir/port")"
}

# pg_ctl wants a working directory that its user may enter; relative folders are meant from where we were called.
absolute() { case "$1" in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }

[ $# -ge 2 ] || usage
case "$1 $2 $#" in
  "postgres install 2") postgres_install ;;
  "postgres start 3") dir=$(absolute "$3"); cd /; postgres_start "$dir" ;;
  "postgres start 4") dir=$(absolute "$3"); cd /; postgres_start "$dir" "$4" ;;
  "postgres stop 3") dir=$(absolute "$3"); cd /; postgres_stop "$dir" ;;
  "rabbitmq install 2") rabbitmq_install ;;
  "rabbitmq start 3") dir=$(absolute "$3"); cd /; rabbitmq_start "$dir" ;;
  "rabbitmq start 4") dir=$(absolute "$3"); cd /; rabbitmq_start "$dir" "$4" ;;
  "rabbitmq stop 3") dir=$(absolute "$3"); cd /; rabbitmq_stop "$dir" ;;
  "rabbitmq vhost 4") dir=$(absolute "$3"); cd /; rabbitmq_vhost "$dir" "$4" ;;
  "rabbitmq partner 4") dir=$(absolute "$3"); cd /; rabbitmq_partner "$dir" "$4" ;;
  *) usage ;;
esac
