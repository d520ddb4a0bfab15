package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Hashing;
import dev.plimsoll.checker.kernel.Program;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One thread's share of a breadth-first search: takes states of a level, adds their successors to
/// the store and checks the claims on the new ones.
final class Worker implements ClaimChecker.Listener {

  /// The level that is being expanded, in parts that threads take one after another.
  record Level(Segments parts, AtomicInteger nextPart) {

    private static final int PART_STATES = 256;

    Level(Segments states) {
      this(states.split(PART_STATES), new AtomicInteger());
    }
  }

  private final StateStore store;
  private final StateStore.Appender appender;
  private final ClaimChecker claims;
  private final Expander expander;
  private final int[] added = new int[Batch.CAPACITY];
  private final int[] checked;
  private final int width;
  private int checkedIndex;
  private Findings findings = new Findings();

  /// Whether each claim was seen, by claim.
  final boolean[] seen;

  /// States taken, for others to watch.
  final AtomicLong expanded = new AtomicLong();

  /// Steps made, for others to watch.
  final AtomicLong generated = new AtomicLong();

  Worker(
      Program program,
      Dispatch.Sorted rules,
      StateStore store,
      ClaimChecker claims,
      boolean paranoid) {
    this.store = store;
    this.claims = claims;
    appender = store.new Appender();
    expander = new Expander(program, rules, paranoid, this::add);
    width = program.width();
    checked = new int[width];
    seen = new boolean[program.model().claims().size()];
  }

  /// Adds the initial states.
  void begin(List<int[]> initial) {
    var batch = new Batch(width);
    for (var state : initial) {
      System.arraycopy(state, 0, batch.states, batch.size * width, width);
      batch.hashes[batch.size++] = Hashing.of(state, 0, width);
      if (batch.size == Batch.CAPACITY) {
        add(batch);
        batch.size = 0;
      }
    }
    add(batch);
  }

  /// Expands parts of the level until there are none left, or until it is told to stop.
  void expand(Level level, Stop stop) {
    var part = level.nextPart().getAndIncrement();
    while (part < level.parts().count() && !stop.isStopped()) {
      var end = level.parts().end(part);
      for (var index = level.parts().start(part); index < end; index++) {
        store.read(index, expander.state());
        expander.expand(index);
        if (expander.failed() >= 0) {
          Findings.add(findings.failedRules, expander.failed(), index);
        } else if (expander.emitted() == 0) {
          checkedIndex = index;
          claims.checkDeadlock(expander.state(), deadlocks);
        }
      }
      expanded.addAndGet(end - level.parts().start(part));
      generated.set(expander.generated);
      part = level.nextPart().getAndIncrement();
    }
    expander.flush();
    generated.set(expander.generated);
  }

  private void add(Batch batch) {
    appender.addAll(batch, added);
    for (var i = 0; i < batch.size; i++) {
      if (added[i] >= 0) {
        System.arraycopy(batch.states, i * width, checked, 0, width);
        checkedIndex = added[i];
        claims.check(checked, this);
      }
    }
  }

  private final ClaimChecker.Listener deadlocks =
      new ClaimChecker.Listener() {
        @Override
        public void violated(int claim) {
          Findings.add(findings.deadlocked, claim, checkedIndex);
        }

        @Override
        public void seen(int claim) {
          throw new IllegalStateException("a deadlock is no sight");
        }

        @Override
        public void failed(int claim) {
          Worker.this.failed(claim);
        }
      };

  @Override
  public void violated(int claim) {
    Findings.add(findings.violated, claim, checkedIndex);
  }

  @Override
  public void seen(int claim) {
    seen[claim] = true;
  }

  @Override
  public void failed(int claim) {
    Findings.add(findings.failedClaims, claim, checkedIndex);
  }

  /// The states added since it was last asked.
  Segments takeAdded() {
    return appender.takeAdded();
  }

  /// What was found wrong since it was last asked.
  Findings takeFindings() {
    var taken = findings;
    findings = new Findings();
    return taken;
  }

  /// Steps made by each rule.
  long[] fired() {
    return expander.fired;
  }
}
