package dev.plimsoll.counterexamples.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// What befalls some members at once, for a time.
///
/// @param before how long nothing happens before it
/// @param length how long it lasts: then those that were paused go on, those that were killed are
///     started
/// @param strikes one at least
record Fault(Duration before, Duration length, List<Strike> strikes) {

  /// What befalls a member.
  enum Kind {
    /// SIGKILL.
    KILL,
    /// SIGSTOP, and SIGCONT at the end.
    PAUSE
  }

  /// @param member its number, from 0
  /// @param atLeader whether the member that leads then is meant, if one is known
  record Strike(Kind kind, int member, boolean atLeader) {}

  Fault {
    strikes = List.copyOf(strikes);
  }

  /// One of a cluster. Mostly a minority is struck, sometimes more, so that nothing is decided.
  static Fault random(int members, RandomGenerator random) {
    var order = new ArrayList<Integer>();
    for (var member = 0; member < members; member++) {
      order.add(member);
    }
    Collections.shuffle(order, java.util.Random.from(random));
    var struck = random.nextInt(10) < 7 ? 1 : random.nextInt(2, members + 1);
    var strikes = new ArrayList<Strike>();
    for (var place = 0; place < struck; place++) {
      var kind = random.nextBoolean() ? Kind.KILL : Kind.PAUSE;
      strikes.add(new Strike(kind, order.get(place), place == 0 && random.nextBoolean()));
    }
    return new Fault(
        Duration.ofMillis(random.nextInt(300, 2000)),
        Duration.ofMillis(random.nextInt(200, 3000)),
        strikes);
  }
}
