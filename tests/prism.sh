#!/usr/bin/env bash
# Has a validating mock server (Stoplight Prism) judge the client's requests against the normalised description.
# Prints "SKIPPED: …" and ends with 0 where Node or the mock server cannot be had; CI counts that as skipped, not passed.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
prism_pid=
trap '[ -z "$prism_pid" ] || kill "$prism_pid" 2>/dev/null || true; rm -rf "$work"' EXIT

command -v node >/dev/null && command -v npm >/dev/null || { echo "SKIPPED: Node is not installed"; exit 0; }
prism=${PRISM:-}
if [ -z "$prism" ]; then
  tools=${PRISM_FOLDER:-target/prism}
  prism="$tools/node_modules/.bin/prism"
  if [ ! -x "$prism" ]; then
    npm install --silent --no-audit --no-fund --prefix "$tools" @stoplight/prism-cli@5 >"$work/npm.log" 2>&1 \
      || { echo "SKIPPED: the mock server could not be installed: $(tail -n 1 "$work/npm.log")"; exit 0; }
  fi
fi

cargo xtask normalize --output "$work/openapi.json"
# `--errors` would answer violations with an error; the header lets the test name each of them.
"$prism" mock --port 0 --host 127.0.0.1 "$work/openapi.json" >"$work/prism.log" 2>&1 &
prism_pid=$!
for _ in $(seq 100); do
  address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/prism.log" | head -n 1 || true)
  [ -z "$address" ] || break
  kill -0 "$prism_pid" 2>/dev/null || { cat "$work/prism.log"; echo "the mock server did not start"; exit 1; }
  sleep 0.2
done
[ -n "$address" ] || { cat "$work/prism.log"; echo "the mock server did not say where it listens"; exit 1; }

CONFORMANCE_URL="$address" cargo run --quiet --package integration-tests --example conformance
