#!/usr/bin/env bash
# Has another validating mock server (Stoplight Prism) judge by the normalised description: the client's requests, and
# the requests that our own mock server accepts and refuses, which both must judge alike.
# Prints "SKIPPED: …" and ends with 0 where Node or the mock server cannot be had; CI counts that as skipped, not passed.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
pids=()
trap '[ "${#pids[@]}" -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

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

# serve NAME [FLAG…]: starts Prism on $work/NAME.json and leaves its URL in $address.
serve() {
  local name=$1
  shift
  "$prism" mock --port 0 --host 127.0.0.1 "$@" "$work/$name.json" >"$work/$name.log" 2>&1 &
  pids+=("$!")
  for _ in $(seq 150); do
    address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/$name.log" | head -n 1 || true)
    [ -z "$address" ] || return 0
    kill -0 "${pids[-1]}" 2>/dev/null || { cat "$work/$name.log"; echo "the mock server did not start"; exit 1; }
    sleep 0.2
  done
  cat "$work/$name.log"
  echo "the mock server did not say where it listens"
  exit 1
}

cargo xtask normalize --output "$work/call.json"
cargo xtask normalize --spec tests/fixtures/mock/pets.yaml --output "$work/pets.json"
# `--errors` would answer violations with an error; without it, a header lets the test name each of them.
serve call
CONFORMANCE_URL="$address" cargo run --quiet --package integration-tests --example conformance
PRISM_CALL_URL=$address
serve pets
PRISM_PETS_URL=$address
export PRISM_CALL_URL PRISM_PETS_URL
cargo test --quiet --package integration-tests --test mock -- refusals:: wire::requests_of
