#!/usr/bin/env bash
# Prints how long it takes where nothing has been built or downloaded: to install the program, to make a first call with a
# client of one's own, and to see the first output of the README's example. Nothing is asserted: machines and networks differ.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset CARGO_TARGET_DIR CARGO_INCREMENTAL CARGO_PROFILE_DEV_DEBUG
home=${CARGO_HOME:-$HOME/.cargo}

# empty_home NAME: a home of Cargo that has nothing but the settings, as a mirror of crates.io may be one of them.
empty_home() {
  export CARGO_HOME="$folder/$1"
  mkdir "$CARGO_HOME"
  [ ! -f "$home/config.toml" ] || cp "$home/config.toml" "$CARGO_HOME/"
}
# begin: time is counted from here on. took WHAT: how much has passed, and for how much of it processors worked, all together.
begin() { processors && start=$SECONDS before=$busy; }
took() { processors && printf '%-52s %4s s, processors %4s s\n' "$1" "$((SECONDS - start))" "$((busy - before))"; }
processors() {
  # Not in a subshell, which would have no times of its own yet.
  times >"$folder/times"
  busy=$(tail -n 1 "$folder/times" | awk '{ split($0, part, /[ms ]+/); printf "%d", part[1] * 60 + part[2] + part[3] * 60 + part[4] }')
}

printf '%s, %s processors\n' "$(cargo --version)" "$(getconf _NPROCESSORS_ONLN)"
git clone --quiet --no-hardlinks "$root" "$folder/project"

empty_home install
whole=$SECONDS
begin
cargo install --quiet --locked --path "$folder/project/xtask/cli" --root "$folder/installed" --target-dir "$folder/target"
took "cargo install callwright"
PATH="$folder/installed/bin:$PATH"

mkdir -p "$folder/team/app/src"
cd "$folder/team"
printf '[workspace]\nresolver = "3"\nmembers = ["app"]\n' >Cargo.toml
printf '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2024"\n' >app/Cargo.toml
cat >app/src/main.rs <<'END'
fn main() -> Result<(), museum_client::Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = museum_client::Client::builder().base_url(url).build()?;
    println!("open at {}", client.hours().list().send().wait()?.open);
    Ok(())
}
END
# The description that the book begins with.
sed -n '/^<!-- file: spec\/museum.yaml -->/,/^```$/p' "$root/docs/start.md" | sed '1,/^```yaml$/d; /^```$/d' >museum.yaml
begin
callwright init --spec museum.yaml --runtime "$folder/project/generated-client/runtime" >/dev/null
cargo add --quiet --package app --path museum-client --features blocking
cp "$folder/project/Cargo.lock" .
cargo build --quiet --package app
took "callwright init, and cargo build of the first call"
printf '%-52s %4s s\n' "both, from an empty CARGO_HOME" "$((SECONDS - whole))"

mkfifo lives
callwright mock --port 0 --until-stdin-closes --stop-after 60 <lives >address 2>/dev/null &
exec 9>lives
for _ in $(seq 100); do
  grep -q 'listening on' address && break
  sleep 0.1
done
cargo run --quiet --package app -- "$(sed -n 's/^mock: listening on //p' address)"
exec 9>&-
wait

cd "$folder/project"
empty_home readme
begin
cargo run --locked -p generated-client --example outbound_call -- --mock 2>"$folder/progress"
took "the README's example with --mock, from a clone"
printf 'lines of progress while it builds: %s\n' "$(grep -c Compiling "$folder/progress")"
