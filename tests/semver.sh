#!/usr/bin/env bash
# An independent judge: the class that cargo-semver-checks finds, beside the one that `diff` says. It must never be higher.
# usage: tests/semver.sh pairs                          the pairs of descriptions of all rules
#        tests/semver.sh steps PART/PARTS FOLDER…      steps of histories, each a folder of successive descriptions
# Where it finds a lower class for a pair, the reason must stand in tests/semver.tsv.
# Needs cargo-semver-checks (target/tools/bin is looked into), which it builds where it is missing.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
PATH="$root/target/tools/bin:$PATH"
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never
work="$root/target/proofs"
# How long building the judge may take, in seconds.
patience=${SEMVER_PATIENCE:-900}

if ! cargo semver-checks --version 2>/dev/null; then
  # What it says of a crate is the same with and without optimisation, and it runs for seconds.
  if ! timeout "$patience" cargo install --quiet --locked --debug --root target/tools cargo-semver-checks; then
    echo "SKIPPED: cargo-semver-checks cannot be installed here (cargo install cargo-semver-checks) or takes more than $patience s; NO other judge has looked at the classes of changes"
    exit 0
  fi
  cargo semver-checks --version
fi
mkdir -p "$work"

# described FOLDER PACKAGE LIBRARY OUT: the items of a library as JSON. The stable compiler writes it if it is told to, as
# cargo-semver-checks itself tells it.
described() {
  (cd "$1" && RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$work/described" cargo rustdoc --quiet --package "$2" --lib -- \
    -Zunstable-options --output-format json --document-private-items --document-hidden-items --cap-lints allow)
  mv "$work/described/doc/$3.json" "$4"
}

cargo semver-checks --list 2>/dev/null | awk '$2 == "major" || $2 == "minor" { print $1 "\t" $2 }' >"$work/lints.tsv"

# judged OLD NEW OUT: what would be wrong with a patch, in lines of the class that it asks for, the lint and the place.
judged() {
  local status=0
  cargo semver-checks check-release --color never --baseline-rustdoc "$1" --current-rustdoc "$2" --release-type patch \
    >"$3.log" 2>&1 || status=$?
  # 100 says that something was found.
  if [ "$status" -ne 0 ] && [ "$status" -ne 100 ]; then
    cat "$3.log" >&2
    return 2
  fi
  awk -F '\t' '
    NR == FNR { class[$1] = $2; next }
    /^--- / { lint = $0; sub(/^--- [a-z]+ /, "", lint); sub(/:.*/, "", lint); is_failure = /^--- failure /; inside = 0; next }
    /^Failed in:/ { inside = is_failure; next }
    inside && /^  [^ ]/  { print class[lint] "\t" lint "\t" substr($0, 3) }
  ' "$work/lints.tsv" "$3.log" >"$3"
  # What is found is told in lines, or this reader does not understand it any more.
  if [ "$status" -eq 100 ] && [ ! -s "$3" ]; then
    echo "cargo-semver-checks found something, and no line of $3.log says what" >&2
    return 2
  fi
}

rank() {
  case $1 in
    none | patch) echo 0 ;;
    minor) echo 1 ;;
    major) echo 2 ;;
    *)
      echo "'$1' is not a class" >&2
      return 2
      ;;
  esac
}

# class FILE: the highest class of these lines.
class() {
  if grep -q '^major' "$1"; then
    echo major
  elif grep -q '^minor' "$1"; then
    echo minor
  else
    echo patch
  fi
}

failed=0
count=0
equal=0
lower=0
# compare NAME DIFF FOUND: adds to the counts.
compare() {
  count=$((count + 1))
  if [ "$(rank "$3")" -gt "$(rank "$2")" ]; then
    echo "FAILED: $1: diff says $2, cargo-semver-checks $3"
    failed=1
  elif [ "$(rank "$3")" -eq "$(rank "$2")" ]; then
    equal=$((equal + 1))
  else
    lower=$((lower + 1))
  fi
}

pairs() {
  cargo test --quiet --locked --package integration-tests --features proofs --test change pairs_are_written >/dev/null
  described "$work" old clients "$work/old.json"
  described "$work" new clients "$work/new.json"
  judged "$work/old.json" "$work/new.json" "$work/pairs.tsv"
  # Each pair is a module of both libraries, and each place names the file.
  sed -E 's,^([a-z]+)\t([a-z_]+)\t.*(old|new)/src/([a-z_]+)/.*,\4\t\1\t\2,' "$work/pairs.tsv" >"$work/pairs.by-name.tsv"
  local name diff found
  while IFS=$'\t' read -r name diff; do
    awk -F '\t' -v name="$name" '$1 == name { print $2 }' "$work/pairs.by-name.tsv" >"$work/pair.txt"
    found=$(class "$work/pair.txt")
    compare "$name" "$diff" "$found"
    if [ "$(rank "$found")" -lt "$(rank "$diff")" ]; then
      grep -qE "^$name	$diff	$found	." tests/semver.tsv || {
        echo "FAILED: tests/semver.tsv has no reason why $name is $diff for diff and $found for cargo-semver-checks"
        failed=1
      }
    elif grep -q "^$name	" tests/semver.tsv; then
      echo "FAILED: tests/semver.tsv has $name, of which both say the same"
      failed=1
    fi
  done <"$work/verdicts.tsv"
  # What belongs to no pair would be overlooked.
  if awk -F '\t' 'NR == FNR { known[$1]; next } !($1 in known)' "$work/verdicts.tsv" "$work/pairs.by-name.tsv" | grep .; then
    echo "FAILED: this is found, and it belongs to no pair"
    failed=1
  fi
  echo "$count pairs: $equal of the same class, $lower where cargo-semver-checks finds less, for reasons in tests/semver.tsv"
}

# The program as it is now, whatever is built meanwhile.
tool() { "$work/xtask" "$@"; }

# step OLD NEW: a client of the old description, which is updated to the new one.
step() {
  local name diff found before="$work/step/before" after="$work/step/after"
  name="$(basename "$(dirname "$2")")/$(basename "$2")"
  rm -rf "$work/step"
  mkdir -p "$work/step"
  # Both stand in a workspace of their own, whatever is around them.
  printf '[workspace]\nresolver = "3"\nmembers = ["before"]\n' >"$work/step/Cargo.toml"
  local options=(--runtime "$root/generated-client/runtime" --name history-client)
  if ! tool regenerate --spec "$1" --out "$before" "${options[@]}" >"$work/step.log" 2>&1 \
    || ! { cp -r "$before" "$after" && tool regenerate --spec "$2" --out "$after" "${options[@]}" >"$work/step.log" 2>&1; }; then
    echo "$name: one of them is refused, see $work/step.log"
    return
  fi
  tool diff --base "$1" --head "$2" --out "$before" --format json >"$work/step.json"
  diff=$(sed -n 's/^  "rust": "\(.*\)",*$/\1/p' "$work/step.json")
  described "$work/step" history-client history_client "$work/before.json"
  sed -i.old 's/"before"/"after"/' "$work/step/Cargo.toml"
  described "$work/step" history-client history_client "$work/after.json"
  judged "$work/before.json" "$work/after.json" "$work/step.tsv"
  found=$(class "$work/step.tsv")
  echo "$name: diff says $diff, cargo-semver-checks $found ($(cut -f 1 "$work/step.tsv" | sort | uniq -c | xargs))"
  compare "$name" "$diff" "$found"
  [ "$(rank "$found")" -ge "$(rank "$diff")" ] || reasons "$name" "$diff"
}

# reasons NAME CLASS: what this class stands on are items whose types changed, which cargo-semver-checks does not compare, or
# items that are new, for which it has no rule. What is gone, it has to see.
reasons() {
  awk -v class="\"$2\"" '
    $1 == "\"item\":" { old = new = "null"; inside = $2 == "{"; next }
    inside && $1 == "\"old\":" { old = $2 }
    inside && $1 == "\"new\":" { new = $2 }
    inside && /^ *}/ { inside = 0 }
    $1 == "\"rule\":" { rule = $2 }
    $1 == "\"rust\":" {
      if (index($2, class) == 1 && rule != "") {
        print (new ~ /^null/ ? "gone" : old ~ /^null/ ? "new" : "changed") "\t" rule
      }
      rule = ""
    }
  ' "$work/step.json" | sort | uniq -c >"$work/step.reasons"
  if [ ! -s "$work/step.reasons" ] || grep -q '[0-9] gone' "$work/step.reasons"; then
    echo "FAILED: $1: cargo-semver-checks has to see these, and does not:"
    failed=1
  fi
  cat "$work/step.reasons"
}

# steps PART/PARTS FOLDER…
steps() {
  local part=${1%/*} parts=${1#*/} number=0 old new history
  shift
  cargo build --quiet --locked --package xtask
  cp "${CARGO_TARGET_DIR:-target}/debug/xtask" "$work/xtask"
  for history in "$@"; do
    if [ ! -d "$history" ]; then
      echo "FAILED: $history is not a folder"
      failed=1
      continue
    fi
    old=
    for new in "${history%/}"/*; do
      if [ -n "$old" ]; then
        if [ $((number % parts)) -eq "$part" ]; then step "$old" "$new"; fi
        number=$((number + 1))
      fi
      old=$new
    done
  done
  echo "$count of $number steps: $equal of the same class, $lower where cargo-semver-checks finds less"
  [ "$count" -gt 0 ] || {
    echo "FAILED: no step of $* is in this part"
    failed=1
  }
}

case ${1:-} in
  pairs) pairs ;;
  steps) shift && steps "$@" ;;
  *)
    sed -n '2,6s/^# //p' "$0" >&2
    exit 2
    ;;
esac
exit "$failed"
