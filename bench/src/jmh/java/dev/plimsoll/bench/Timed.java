package dev.plimsoll.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How benchmarks are measured: what one operation takes, in a Java machine with the options that
/// the launcher chooses.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {
      "-XX:+UseCompactObjectHeaders",
      "-XX:+UseParallelGC",
      "-XX:+UseTransparentHugePages",
      "-XX:MaxRAMPercentage=45",
      "--sun-misc-unsafe-memory-access=allow"
    })
public abstract class Timed {}
