#!/usr/bin/env bash
# The runtime in a browser: a page makes calls by `fetch`, and what they come to is held. Needs Chromium and the target
# wasm32-unknown-unknown, and says SKIPPED where one of them is missing.
set -euo pipefail
cd "$(dirname "$0")/browser"

browser=
for name in chromium chromium-browser google-chrome chrome; do
  if command -v "$name" >/dev/null; then
    browser=$name
    break
  fi
done
if [ -z "$browser" ]; then
  echo "SKIPPED: there is no Chromium here; NO call was made in a browser"
  exit 0
fi
target=wasm32-unknown-unknown
if ! rustup target list --installed 2>/dev/null | grep -q "^$target$" && ! rustup target add "$target" >/dev/null 2>&1; then
  echo "SKIPPED: the target $target cannot be installed here; NO call was made in a browser"
  exit 0
fi
export CARGO_TARGET_DIR=../../target/browser
cargo build --quiet --locked --package browser-app --target "$target"
cargo build --quiet --locked --package browser-host
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
"$CARGO_TARGET_DIR/debug/browser-host" "$browser" "$CARGO_TARGET_DIR/$target/debug/browser_app.wasm" "$folder" || status=$?
if [ "$status" = 3 ]; then
  echo "SKIPPED: $browser does not run here; NO call was made in a browser"
  exit 0
fi
exit "$status"
