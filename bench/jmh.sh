#!/bin/sh
# Measures the parts of the checker with JMH, on the JDK that the build finds: by the clock, and, in
# the lines with "cpu", in CPU time, which says more where the machine is busy.
#
#   bench/jmh.sh [PATTERN] [JMH OPTIONS]     default: all benchmarks, some five minutes
#
#   bench/jmh.sh WordSet                     those with this in their names
#   bench/jmh.sh RandomReads -f 3            in three Java machines, one after another
#   bench/jmh.sh -l                          lists them; -h says what options JMH has
set -eu
cd "$(dirname "$0")/.."

# Layout and tests are the business of ./mvnw verify. What is wrong JMH says best.
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dorg.slf4j.simpleLogger.log.org.codehaus.mojo.exec.ExecMojo=off"
exec ./mvnw -q -B -Pbench -pl bench -am test -Dmaven.test.skip -Djacoco.skip -Dexec.skip \
  -Dspotless.check.skip -Djmh.skip=false "-Djmh=-prof dev.plimsoll.bench.CpuTime $*"
