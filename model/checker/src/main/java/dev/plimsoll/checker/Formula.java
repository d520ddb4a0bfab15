package dev.plimsoll.checker;

import java.util.function.Predicate;

/// A formula of linear temporal logic over predicates on states (Pnueli, "The Temporal Logic of
/// Programs", FOCS 1977). It says something about a behaviour: an infinite sequence of states.
///
/// A behaviour may stutter, that is, stay in a state for a while or forever, wherever fairness does
/// not forbid it ({@link Fairness}); {@link #next} sees stuttering steps, the other operators
/// cannot tell.
public sealed interface Formula {

  /// The state passes.
  ///
  /// @param name how it is shown
  record Holds(String name, Predicate<State> predicate) implements Formula {
    @Override
    public String toString() {
      return name;
    }
  }

  /// It is not so.
  record Not(Formula of) implements Formula {
    @Override
    public String toString() {
      return "!" + of;
    }
  }

  /// Both.
  record And(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " && " + right + ")";
    }
  }

  /// One or both.
  record Or(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " || " + right + ")";
    }
  }

  /// From the next state on.
  record Next(Formula of) implements Formula {
    @Override
    public String toString() {
      return "X " + of;
    }
  }

  /// From now on.
  record Always(Formula of) implements Formula {
    @Override
    public String toString() {
      return "[]" + of;
    }
  }

  /// Now or at some later time.
  record Eventually(Formula of) implements Formula {
    @Override
    public String toString() {
      return "<>" + of;
    }
  }

  /// `right` at some time, and `left` until then.
  record Until(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " U " + right + ")";
    }
  }

  /// `right` up to and with the time when `left` is so, or forever if it never is.
  record Release(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " R " + right + ")";
    }
  }

  /// The state passes the predicate.
  static Formula holds(String name, Predicate<State> predicate) {
    return new Holds(name, predicate);
  }

  /// It is not so.
  static Formula not(Formula formula) {
    return new Not(formula);
  }

  /// From the next state on.
  static Formula next(Formula formula) {
    return new Next(formula);
  }

  /// Now or at some later time.
  static Formula eventually(Formula formula) {
    return new Eventually(formula);
  }

  /// From now on.
  static Formula always(Formula formula) {
    return new Always(formula);
  }

  /// Whenever the one, then the other at that time or later.
  static Formula leadsTo(Formula cause, Formula effect) {
    return always(cause.implies(eventually(effect)));
  }

  /// The same of states.
  static Formula leadsTo(Predicate<State> cause, Predicate<State> effect) {
    return leadsTo(holds("cause", cause), holds("effect", effect));
  }

  /// Once it is so in a state, it stays so.
  static Formula stable(Predicate<State> predicate) {
    var it = holds("it", predicate);
    return always(it.implies(always(it)));
  }

  /// Both.
  default Formula and(Formula other) {
    return new And(this, other);
  }

  /// One or both.
  default Formula or(Formula other) {
    return new Or(this, other);
  }

  /// The other, if this.
  default Formula implies(Formula other) {
    return not(this).or(other);
  }

  /// See {@link Until}.
  default Formula until(Formula other) {
    return new Until(this, other);
  }

  /// See {@link Release}.
  default Formula release(Formula other) {
    return new Release(this, other);
  }

  /// Until, or forever.
  default Formula unless(Formula other) {
    return other.release(or(other));
  }

  /// Whether it depends on nothing but what is so from some time on, whatever was so before.
  default boolean isOfTheEnd() {
    return switch (this) {
      case Always(Eventually _), Eventually(Always _) -> true;
      case Not(var of) -> of.isOfTheEnd();
      case And(var left, var right) -> left.isOfTheEnd() && right.isOfTheEnd();
      case Or(var left, var right) -> left.isOfTheEnd() && right.isOfTheEnd();
      default -> false;
    };
  }

  /// Whether it may tell a behaviour from one that stays longer in some states.
  default boolean seesStuttering() {
    return switch (this) {
      case Holds _ -> false;
      case Next _ -> true;
      case Not(var of) -> of.seesStuttering();
      case Always(var of) -> of.seesStuttering();
      case Eventually(var of) -> of.seesStuttering();
      case And(var left, var right) -> left.seesStuttering() || right.seesStuttering();
      case Or(var left, var right) -> left.seesStuttering() || right.seesStuttering();
      case Until(var left, var right) -> left.seesStuttering() || right.seesStuttering();
      case Release(var left, var right) -> left.seesStuttering() || right.seesStuttering();
    };
  }
}
