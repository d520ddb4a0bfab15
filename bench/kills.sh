#!/bin/sh
# Kills searches that keep checkpoints, at random times, until so many have died. Each is resumed;
# half of those are killed again, and so on. All that come to their end must come to the counts of a
# search that nobody has disturbed.
#
#   bench/kills.sh [KILLS [MODEL [CHECK OPTIONS]]]     default: 100 two-phase-commit --set managers=9
set -eu

kills=${1:-100}
model=${2:-two-phase-commit}
[ $# -lt 2 ] || shift 1
[ $# -lt 1 ] || shift 1
[ $# -gt 0 ] || [ "$model" != two-phase-commit ] || set -- --set managers=9

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() {
  "$root/plimsoll" check "$model" --format json --progress-interval 0s --out "$work" "$@"
}

# What must not depend on kills: all but times, and how often a rule was executed.
counts() {
  grep -E '"(verdict|distinct|generated|depth|frontier|fired|status)"' "$1" |
    sed 's/, "learned".*//'
}

check "$@" >"$work/undisturbed.json"
counts "$work/undisturbed.json" >"$work/expected"

killed=0
finished=0
resumed=0
while [ "$killed" -lt "$kills" ]; do
  if [ -e "$work/states/checkpoint.plimsoll" ]; then
    keep=--resume
    resumed=$((resumed + 1))
  else
    keep=--checkpoint
  fi
  # Not by the function: the process that is killed is to be the one that searches.
  "$root/plimsoll" check "$model" "$@" --format json --progress-interval 0s --out "$work" \
    "$keep" "$work/states" --checkpoint-interval 50ms >"$work/run.json" 2>"$work/err" &
  process=$!
  delay=$(awk -v seed="$(od -An -N4 -tu4 /dev/urandom)" -v keep="$keep" 'BEGIN {
    srand(seed)
    if (keep != "--resume" || rand() < 0.5) printf "%.2f", 0.3 + 3 * rand()
  }')
  if [ -n "$delay" ] && sleep "$delay" && kill -9 "$process" 2>/dev/null; then
    killed=$((killed + 1))
  fi
  if wait "$process" 2>/dev/null; then
    finished=$((finished + 1))
    counts "$work/run.json" >"$work/found"
    cmp -s "$work/expected" "$work/found" || {
      diff "$work/expected" "$work/found"
      echo "kills: after $killed kills a search came to other counts" >&2
      exit 1
    }
  elif [ -s "$work/err" ] && grep -q '^plimsoll:' "$work/err"; then
    cat "$work/err" >&2
    exit 1
  fi
done
# The last one is not disturbed.
if [ -e "$work/states/checkpoint.plimsoll" ]; then
  check "$@" --resume "$work/states" >"$work/run.json"
  counts "$work/run.json" | cmp -s "$work/expected" -
  finished=$((finished + 1))
  resumed=$((resumed + 1))
fi
echo "$killed kills, $resumed resumes, $finished searches finished, all with the same counts"
