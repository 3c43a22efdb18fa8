#!/usr/bin/env bash
# Plays a team that has never seen this project: it installs the program from a registry, sets a client up in a workspace of
# its own outside of this repository, calls it, follows a change of the description, merges two branches, and publishes.
# Needs git, and for the dry run of publishing there crates.io; without it, that step is told to be left out.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
mock=
# What Cargo keeps of registries; those in a folder have names that begin with a dash.
kept="${CARGO_HOME:-$HOME/.cargo}/registry"
known=$(ls "$kept/index" 2>/dev/null || true)
finish() {
  [ -z "$mock" ] || kill "$mock" 2>/dev/null || true
  for copy in "$kept"/index/-*; do
    grep -qxF -e "${copy##*/}" <<<"$known" || rm -rf "$kept"/{index,cache,src}/"${copy##*/}"
  done
  rm -rf "$folder"
}
trap finish EXIT
export CARGO_PROFILE_DEV_DEBUG="${CARGO_PROFILE_DEV_DEBUG:-0}" CARGO_INCREMENTAL=0
export GIT_AUTHOR_NAME=team GIT_AUTHOR_EMAIL=team@museum.example GIT_COMMITTER_NAME=team GIT_COMMITTER_EMAIL=team@museum.example

says() { printf '%s\n' "--- $*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# What is built of these crates is of no use to the next run: their registry stands in another folder each time.
forget() {
  local unit hash
  for unit in "$1"/debug/.fingerprint/callwright*; do
    [ -e "$unit" ] || continue
    hash=${unit##*-}
    grep -qxF -e "${unit##*/}" <<<"$2" || rm -rf "$1"/debug/{deps,.fingerprint,build}/*-"$hash"*
  done
}
target="$root/target/team"
forget "$target" ""

says "a registry that has what is published, beside crates.io for the rest"
registry="$folder/registry"
export CARGO_REGISTRIES_MUSEUM_INDEX="file://$registry/index"
mkdir -p "$registry/index" "$registry/crates"
git init --quiet --initial-branch main "$registry/index"
printf '{ "dl": "file://%s/crates/{crate}-{version}.crate", "api": "https://museum.example" }\n' "$registry" >"$registry/index/config.json"
git -C "$registry/index" add . && git -C "$registry/index" commit --quiet --message "Nothing yet"
# A company that keeps crates in its own registry says so where they depend on each other. Cargo writes what an index says of
# crates that it packages together, so that each of them finds the others.
mkdir "$folder/source"
git -C "$root" ls-files -z --cached --others --exclude-standard | tar -C "$root" --null -T - -cf - | tar -C "$folder/source" -xf -
sed -i.old '/^\[workspace.dependencies\]/,/^$/s/^[a-z-]* = {.*path = .*version = "[^"]*"/&, registry = "museum"/' "$folder/source/Cargo.toml"
(cd "$folder/source" && cargo package --quiet --locked --no-verify --registry museum --target-dir "$folder/packages" \
  --package callwright-runtime --package callwright-codegen --package callwright-mock --package callwright)
cp -R "$folder/packages/package/tmp-registry/index/." "$registry/index/"
cp "$folder/packages/package"/*.crate "$registry/crates/"
git -C "$registry/index" add . && git -C "$registry/index" commit --quiet --message "Publish"

says "install the program from the registry"
# With the profile of this workspace, so that what the program depends on is built once for both.
mkdir "$folder/.cargo"
sed -n '/^\[profile.dev/,$p' "$root/Cargo.toml" >"$folder/.cargo/config.toml"
built=$(ls "$root/target/debug/.fingerprint" 2>/dev/null || true)
(cd "$folder" && cargo install --quiet --locked --debug --registry museum callwright --root installed --target-dir "$root/target")
forget "$root/target" "$built"
rm "$folder/.cargo/config.toml"
PATH="$folder/installed/bin:$PATH"
cargo callwright --version
version=$(callwright --version | cut -d ' ' -f 2)

says "an empty workspace"
team="$folder/team"
mkdir -p "$team/app/src" "$team/spec"
cd "$team"
git init --quiet --initial-branch main
cat >Cargo.toml <<END
[workspace]
resolver = "3"
members = ["app"]
END
printf '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2024"\npublish = false\n\n[dependencies]\n' >app/Cargo.toml
printf 'fn main() {}\n' >app/src/main.rs
printf '/target\n' >.gitignore
cat >spec/museum.yaml <<'END'
openapi: 3.1.0
info: { title: Museum API, version: "1" }
servers: [{ url: https://museum.example }]
paths:
  /hours:
    get:
      operationId: listHours
      tags: [hours]
      responses:
        "200":
          description: When the museum is open.
          content: { application/json: { schema: { $ref: "#/components/schemas/Hours" } } }
  /tickets:
    post:
      operationId: buyTicket
      tags: [tickets]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Ticket" } } }
      responses:
        "201":
          description: Bought.
          content: { application/json: { schema: { $ref: "#/components/schemas/Ticket" } } }
components:
  schemas:
    Hours:
      type: object
      required: [open]
      properties: { open: { type: string, example: "9:00", description: When the doors open. } }
    Ticket:
      type: object
      required: [day]
      properties: { day: { type: string, example: monday, description: The day of the visit. } }
END

says "set a client up"
start=$SECONDS
callwright init --spec spec/museum.yaml --runtime "=$version@museum"
export CARGO_TARGET_DIR="$target"
# The versions that this project is tested with.
cp "$root/Cargo.lock" .
cargo check --quiet --package museum-client
says "from the description to a crate that compiles: $((SECONDS - start)) s"
grep -q "version = \"=$version\", registry = \"museum\"" museum-client/Cargo.toml || fail "the runtime is that of the registry"

says "call the mock server"
cat >>app/Cargo.toml <<'END'
museum-client = { path = "../museum-client", features = ["blocking"] }
END
cat >app/src/main.rs <<'END'
fn main() {
    let url = std::env::args().nth(1).expect("an address");
    let client = museum_client::Client::builder().base_url(&url).build().expect("a client");
    let hours = client.hours().list().send().wait().expect("an answer");
    println!("open at {}", hours.open);
}
END
mkfifo mock.in
callwright mock --port 0 --until-stdin-closes --stop-after 600 <mock.in >mock.out 2>mock.err &
mock=$!
exec 9>mock.in
for _ in $(seq 100); do
  grep -q 'listening on' mock.out && break
  sleep 0.1
done
address=$(sed -n 's/^mock: listening on //p' mock.out)
said=$(cargo run --quiet --package app -- "$address")
exec 9>&-
wait "$mock"
mock=
rm -f mock.in mock.out mock.err
[ "$said" = "open at 9:00" ] || fail "the program says: $said"

says "commit; the client is what the description makes it"
callwright check
git add . && git commit --quiet --message "Add the client"

says "a changed description is drift, with its line"
sed -i.old 's/The day of the visit/The day of your visit/' spec/museum.yaml && rm spec/museum.yaml.old
if drift=$(callwright check); then fail "drift is not found"; fi
printf '%s\n' "$drift"
grep -q '^stale museum-client/src/types/ticket.rs' <<<"$drift" || fail "the file is not named"
grep -q '^    @@ .* @@' <<<"$drift" || fail "the line is not named"
grep -q 'run `callwright regenerate`' <<<"$drift" || fail "the remedy is not named"
callwright regenerate
changed=$(git diff --name-only | sort | tr '\n' ' ')
# What speaks of the day, and the file that has the digest of the description.
wanted="museum-client/src/lib.rs museum-client/src/resources/tickets.rs museum-client/src/types/ticket.rs spec/museum.yaml "
[ "$changed" = "$wanted" ] || fail "changed: $changed"
callwright check && git commit --quiet --all --message "Say whose visit it is"

says "two branches that change different words merge"
git checkout --quiet -b hours
sed -i.old 's/When the doors open/When our doors open/' spec/museum.yaml && rm spec/museum.yaml.old
callwright regenerate --quiet && git commit --quiet --all --message "Say whose doors open"
git checkout --quiet main
sed -i.old 's/The day of your visit/The date of your visit/' spec/museum.yaml && rm spec/museum.yaml.old
callwright regenerate --quiet && git commit --quiet --all --message "Say date"
git merge --quiet --message "Merge hours" hours || fail "two changes of different words are in conflict"
callwright regenerate --quiet
callwright check
git commit --quiet --all --message "Follow the merge"

says "publish, with the runtime of the registry"
sed -i.old '/^publish = false/d; s/^version = "0.1.0"/&\nlicense = "MIT"/' \
  museum-client/Cargo.toml && rm museum-client/Cargo.toml.old
callwright regenerate
callwright check
git add . && git commit --quiet --message "Get ready for others"
cargo publish --quiet --dry-run --registry museum --package museum-client

says "the same crate, written by its build script as the book says"
mkdir built
cp -R spec built/spec
printf '[workspace]\nresolver = "3"\nmembers = ["museum-client"]\n' >built/Cargo.toml
mkdir built/museum-client
# block LANGUAGE: what the book shows in this language.
block() { sed -n '/^## From a build script/,/^## Without/p' "$root/docs/adopt.md" | sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" | sed '/^```/d'; }
{
  cat museum-client/Cargo.toml
  block toml | sed "s/^callwright-codegen = .*/callwright-codegen = { version = \"=$version\", registry = \"museum\" }/"
} >built/museum-client/Cargo.toml
block rust >built/museum-client/build.rs
mkdir built/museum-client/src && : >built/museum-client/src/lib.rs
cp "$root/Cargo.lock" built/
(cd built && cargo check --quiet --package museum-client)
diff <(tail -n +4 museum-client/src/types/ticket.rs) <(tail -n +4 built/museum-client/src/types/ticket.rs) \
  || fail "a build script writes another client"
rm -r built

says "publish, with the runtime in the crate"
sed -i.old 's/^runtime = ".*/runtime = "embedded"/' museum-client/Cargo.toml && rm museum-client/Cargo.toml.old
callwright regenerate
grep -q '^license = "MIT"' museum-client/Cargo.toml || fail "the licence is lost"
callwright check
git add . && git commit --quiet --message "Embed the runtime"
cargo check --quiet --package museum-client --features stream,blocking,tracing,test-util
if cargo info --quiet serde >/dev/null 2>&1; then
  cargo publish --quiet --dry-run --package museum-client
else
  says "the registry cannot be reached; the dry run of publishing is left out"
fi
says "all is well"
