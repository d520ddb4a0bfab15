package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks the claims of a model on states; one for each thread.
final class ClaimChecker {

  /// Told of what was found. The claim is its place in the order of declaration.
  interface Listener {
    void violated(int claim);

    void deadlocked(int claim);

    void seen(int claim);

    void failed(int claim);
  }

  /// The claims of a model, made ready to be checked; shared by all threads.
  ///
  /// @param mayRest says of a state without a step whether it is one where the work is done
  record Claims(Dispatch.Sorted always, Dispatch.Sorted sometimes, Dispatch.Sorted mayRest) {

    /// @param initial an initial state
    static Claims of(Program program, List<Claim> claims, int[] initial) {
      return new Claims(
          sorted(program, claims, Claim.Kind.ALWAYS, initial),
          sorted(program, claims, Claim.Kind.SOMETIMES, initial),
          sorted(program, claims, Claim.Kind.DEADLOCK_FREE, initial));
    }

    /// The predicates that are checked on states.
    List<Memo> predicates() {
      return Stream.of(always, sometimes, mayRest).flatMap(each -> each.memos().stream()).toList();
    }

    /// The predicates that are checked on every state, whether or not a rule can fire.
    List<Memo> ofEveryState() {
      return Stream.of(always, sometimes).flatMap(each -> each.memos().stream()).toList();
    }

    private static Dispatch.Sorted sorted(
        Program program, List<Claim> claims, Claim.Kind kind, int[] initial) {
      var memos = new ArrayList<Memo>();
      for (var claim : claims) {
        if (claim.kind() == kind) {
          memos.addAll(program.predicates(claim));
        }
      }
      return Dispatch.sort(memos, initial, kind != Claim.Kind.SOMETIMES);
    }
  }

  private final Walker always;
  private final Walker sometimes;
  private final Walker mayRest;
  private final Ends violated;
  private final Ends seen;
  private final Ends deadlocked;

  ClaimChecker(Program program, Claims claims, boolean paranoid, Listener listener) {
    always = Walker.ofClaims(program, claims.always(), paranoid);
    sometimes = Walker.ofClaims(program, claims.sometimes(), paranoid);
    mayRest = Walker.ofClaims(program, claims.mayRest(), paranoid);
    violated = new Ends(listener, listener::violated);
    seen = new Ends(listener, listener::seen);
    deadlocked = new Ends(listener, listener::deadlocked);
  }

  private interface Found {
    void found(int claim);
  }

  /// Tells the listener of ends that are of interest.
  private record Ends(Listener listener, Found found) implements Walker.Visitor {

    @Override
    public void enabled(Memo memo, Leaf leaf) {
      found.found(memo.index);
    }

    @Override
    public void failed(Memo memo, Leaf leaf) {
      listener.failed(memo.index);
    }
  }

  /// Checks a state that was reached.
  void check(int[] state) {
    always.walk(state, violated);
    sometimes.walk(state, seen);
  }

  /// Checks a state in which no rule can fire.
  void checkDeadlock(int[] state) {
    mayRest.walk(state, deadlocked);
  }
}
