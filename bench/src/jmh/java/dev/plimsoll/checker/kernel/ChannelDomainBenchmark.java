package dev.plimsoll.checker.kernel;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.bench.Timed;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.search.Explored;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// What it takes to add a message to the contents of a channel and to take it out, where the
/// contents are known: the sets of up to 5 messages that bounded Raft has.
public class ChannelDomainBenchmark extends Timed {

  private ChannelDomain domain;

  /// By state with messages: the contents, one of their messages, and the contents without it.
  private int[] contents;

  private int[] messages;
  private int[] rests;
  private int next;

  @Setup
  public void explore() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var explored = new Explored(Protocol.BOUNDED_RAFT, memory);
      var slot = explored.program.onMessage().getFirst().slot;
      domain = explored.program.channel(slot);
      contents =
          Arrays.stream(explored.states)
              .mapToInt(state -> state[slot])
              .filter(each -> each != ChannelDomain.EMPTY)
              .toArray();
    }
    messages = new int[contents.length];
    rests = new int[contents.length];
    for (var i = 0; i < contents.length; i++) {
      var held = domain.contents(contents[i]);
      messages[i] = held[i % held.length];
      rests[i] = domain.minus(contents[i], messages[i]);
    }
  }

  private int next() {
    next = next + 1 == contents.length ? 0 : next + 1;
    return next;
  }

  @Benchmark
  public int plus() {
    var at = next();
    return domain.plus(rests[at], messages[at]);
  }

  @Benchmark
  public int minus() {
    var at = next();
    return domain.minus(contents[at], messages[at]);
  }
}
