package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Checks the claims of a model on states; one for each thread.
public final class ClaimChecker {

  /// Told of what was found. The claim is its place in the order of declaration.
  public interface Listener {
    /// The state does not pass an `always` claim; perhaps told more than once.
    void violated(int claim);

    /// No rule can fire in the state, and it may not rest there.
    void deadlocked(int claim);

    /// The state passes a `sometimes` claim.
    void seen(int claim);

    /// The claim throws an exception.
    void failed(int claim);
  }

  /// The claims of a model, made ready to be checked; shared by all threads.
  ///
  /// @param mayRest says of a state without a step whether it is one where the work is done
  public record Claims(Dispatch.Sorted always, Dispatch.Sorted sometimes, Dispatch.Sorted mayRest) {

    /// Prepares some claims of a program's model.
    ///
    /// @param initial an initial state
    public static Claims of(Program program, List<Claim> claims, int[] initial) {
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

  /// A checker for one thread.
  ///
  /// @param paranoid whether to execute each claim and compare
  public ClaimChecker(Program program, Claims claims, boolean paranoid, Listener listener) {
    always = Walker.ofClaims(program, claims.always(), paranoid);
    sometimes = Walker.ofClaims(program, claims.sometimes(), paranoid);
    mayRest = Walker.ofClaims(program, claims.mayRest(), paranoid);
    violated = new Ends(listener, listener::violated);
    seen = new Ends(listener, listener::seen);
    deadlocked = new Ends(listener, listener::deadlocked);
  }

  /// The claims of a model that have some names; all where there are no names.
  ///
  /// @throws UnknownNameException if a name is that of none
  public static List<Claim> selected(Model model, Set<String> names) {
    var known = model.claims().stream().map(Claim::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new UnknownNameException("claim", name, known);
      }
    }
    return model.claims().stream()
        .filter(claim -> names.isEmpty() || names.contains(claim.name()))
        .toList();
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
  public void check(int[] state) {
    always.walk(state, violated);
    sometimes.walk(state, seen);
  }

  /// Checks a state in which no rule can fire.
  public void checkDeadlock(int[] state) {
    mayRest.walk(state, deadlocked);
  }
}
