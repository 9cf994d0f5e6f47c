#!/usr/bin/env bash
# Builds everything and runs every test against both databases and a real broker; needs the .NET SDK and Node. PostgreSQL and RabbitMQ are installed when they are
# missing, started for this run alone in a temporary folder, and stopped at the end. The last line says how many tests passed and failed.
#
#   tests/run.sh [--full]      --full adds the tests that take longer
#
# MITHAQ_TEST_POSTGRES may name a server of yours (a superuser's connection string); then none is started.
# MITHAQ_TEST_RABBITMQ may name the folder of a node that deploy/services.sh rabbitmq start made; then none is started.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  '') filter='Size!=full' ;;
  --full) filter='' ;;
  *) sed -n '2,8s/^# *//p' "$0" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
chmod 755 "$folder"
cleanup() {
  if [ -e "$folder/postgres" ]; then bash deploy/services.sh postgres stop "$folder/postgres" >/dev/null 2>&1 || true; fi
  if [ -e "$folder/rabbitmq" ]; then bash deploy/services.sh rabbitmq stop "$folder/rabbitmq" >/dev/null 2>&1 || true; fi
  rm -rf "$folder"
}
trap cleanup EXIT

if [ -z "${MITHAQ_TEST_POSTGRES:-}" ]; then
  MITHAQ_TEST_POSTGRES=$(bash deploy/services.sh postgres start "$folder/postgres")
  export MITHAQ_TEST_POSTGRES
fi
if [ -z "${MITHAQ_TEST_RABBITMQ:-}" ]; then
  bash deploy/services.sh rabbitmq start "$folder/rabbitmq" > /dev/null
  export MITHAQ_TEST_RABBITMQ="$folder/rabbitmq"
fi

# The SMTP server of the mail tests.
if ! /usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo -n)
  { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-aiosmtpd; } > "$folder/apt.log" 2>&1 || cat "$folder/apt.log" >&2
fi

dotnet build Workflow.sln -c Release --nologo -v q

# The Orleans shell, where its packages can be had.
orleans=no
if dotnet restore tests/OrleansShell.Tests -p:Orleans=true > "$folder/orleans.log" 2>&1; then
  orleans=yes
  dotnet build tests/OrleansShell.Tests -c Release -p:Orleans=true --nologo -v q
else
  echo "Orleans' packages do not restore here: the tests of its shell are left out"
fi

passed=0
failed=0
for project in tests/*.Tests; do
  option=
  if [ "$project" = tests/OrleansShell.Tests ]; then
    if [ "$orleans" = no ]; then continue; fi
    option=-p:Orleans=true
  fi
  echo "== $project"
  log="$folder/$(basename "$project").log"
  code=0
  dotnet test "$project" -c Release --no-build --nologo $option ${filter:+--filter "$filter"} 2>&1 | tee "$log" || code=$?
  counts=$(sed -nE 's/.*Failed: *([0-9]+), Passed: *([0-9]+),.*/\1 \2/p' "$log" | tail -n 1)
  read -r bad good <<< "${counts:-0 0}"
  # A run that broke off before it could count is a failure too.
  if [ "$code" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
done

# What partner systems rely on, judged by tools that are not ours.
echo "== tests/partners"
log="$folder/partners.log"
code=0
for packages in deploy/examples/node tests/partners; do
  (cd "$packages" && npm ci --ignore-scripts --no-audit --no-fund --loglevel error) >> "$log" 2>&1 || code=$?
done
(cd tests/partners && MITHAQ="dotnet $PWD/../../Silo/bin/Release/net10.0/Mithaq.Silo.dll" node --test --test-timeout=300000) >> "$log" 2>&1 || code=$?
good=$(sed -nE 's/^# pass ([0-9]+)$/\1/p' "$log" | tail -n 1)
bad=$(sed -nE 's/^# fail ([0-9]+)$/\1/p' "$log" | tail -n 1)
if [ "$code" != 0 ]; then cat "$log"; if [ "${bad:-0}" = 0 ]; then bad=1; fi; fi
passed=$((passed + ${good:-0}))
failed=$((failed + ${bad:-0}))
echo "${good:-0} passed, ${bad:-0} failed"

# The main job, as a user starts it, on both stores.
for store in sqlite postgres; do
  echo "== scenario on $store"
  if dotnet run --no-build -c Release --project Silo -- scenario --json --store "$store" > "$folder/scenario.log" 2> "$folder/scenario.errors"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$folder/scenario.errors"
  fi
  tail -n 1 "$folder/scenario.log"
done

if [ "$orleans" = yes ]; then
  echo "== scenario on sqlite, Orleans shell"
  if Mithaq__Runtime__Shell=orleans dotnet Silo/bin/orleans/Release/net10.0/Mithaq.Silo.dll scenario --json > "$folder/scenario.log" 2> "$folder/scenario.errors"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$folder/scenario.errors"
  fi
  tail -n 1 "$folder/scenario.log"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
