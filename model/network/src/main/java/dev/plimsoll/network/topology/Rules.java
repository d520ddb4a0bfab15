package dev.plimsoll.network.topology;

import dev.plimsoll.network.netfilter.RuleSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What netfilter of a namespace holds, made when the first packet meets it.
///
/// A node of a large cluster has tens of thousands of rules, and most nodes see no packet of a
/// walk. Equal only to itself.
public final class Rules {

  private final Supplier<RuleSet> making;
  private @Nullable RuleSet made;

  private Rules(Supplier<RuleSet> making) {
    this.making = making;
  }

  /// Those that are there already.
  public static Rules of(RuleSet rules) {
    return new Rules(() -> rules);
  }

  /// Those that are made at most once, and not before they are asked for.
  ///
  /// @param making that gives the same whenever it is called
  public static Rules madeBy(Supplier<RuleSet> making) {
    return new Rules(making);
  }

  /// The rules; what their making throws, this does.
  public RuleSet get() {
    var rules = made;
    if (rules == null) {
      rules = making.get();
      made = rules;
    }
    return rules;
  }
}
