package dev.plimsoll.checker.search;

import java.util.ArrayList;
import java.util.List;

/// What a search has covered: what rules read, chose and wrote, and what they never did.
///
/// Rules are known by what they did when their code was executed, so something is said to have
/// happened if it was possible in a state that was expanded: that there was room for what a step
/// sends is not looked at. How often a rule fired is counted ({@link CheckResult.RuleStatistics}),
/// with room looked at.
///
/// @param rules in order of declaration
/// @param claims that were checked, in order of declaration
/// @param variables in order of declaration; a family of cells is one
public record Coverage(
    List<RuleCoverage> rules, List<ClaimCoverage> claims, List<VariableCoverage> variables) {

  /// Nothing is known.
  public static final Coverage NONE = new Coverage(List.of(), List.of(), List.of());

  /// Some things, of which there may be many.
  ///
  /// @param count how many there are
  /// @param first the first {@link #MOST} of them
  public record Some(int count, List<String> first) {

    /// The most that are named.
    public static final int MOST = 100;

    public Some {
      first = List.copyOf(first);
    }

    /// All of some names.
    public static Some of(List<String> names) {
      return new Some(names.size(), names.subList(0, Math.min(MOST, names.size())));
    }

    /// Whether there are none.
    public boolean isEmpty() {
      return count == 0;
    }
  }

  /// What a rule did.
  ///
  /// @param instances its arguments, or the messages that it was asked about
  /// @param neverEnabled those of them with which it refused in every state
  /// @param choices in the order in which it makes them
  /// @param reads the variables that it has read
  /// @param writes the variables that its steps write: channels that they send to or take from too
  public record RuleCoverage(
      String name,
      int instances,
      Some neverEnabled,
      List<ChoiceCoverage> choices,
      List<String> reads,
      List<String> writes) {
    public RuleCoverage {
      choices = List.copyOf(choices);
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
    }

    /// All instances as one, where none was ever enabled.
    private Some neverEnabledInShort() {
      return instances > 1 && neverEnabled.count() == instances
          ? Some.of(List.of("%s, with all its %d arguments".formatted(name, instances)))
          : neverEnabled;
    }
  }

  /// What a rule chose: alternatives are the same if they have the same text.
  ///
  /// @param alternatives how many there were, in all states together
  /// @param neverTaken those of them with which the rule refused in every state
  public record ChoiceCoverage(int alternatives, Some neverTaken) {}

  /// What a claim did.
  ///
  /// @param reads the variables that it has read
  public record ClaimCoverage(String name, List<String> reads) {
    public ClaimCoverage {
      reads = List.copyOf(reads);
    }
  }

  /// What was done with a variable, or with the members of a family of cells.
  ///
  /// @param members how many there are; 1 of a variable alone
  /// @param neverRead those of them that neither a rule nor a claim has read
  /// @param neverWritten those of them that no step writes
  public record VariableCoverage(String name, int members, Some neverRead, Some neverWritten) {}

  /// Things that never happened.
  ///
  /// @param what `enabled`, `taken`, `written` or `read`
  /// @param by the choice that did not take them; empty in other cases
  public record Gap(String what, String by, Some names) {}

  public Coverage {
    rules = List.copyOf(rules);
    claims = List.copyOf(claims);
    variables = List.copyOf(variables);
  }

  /// All that never happened: of rules, their choices, then variables.
  public List<Gap> gaps() {
    var gaps = new ArrayList<Gap>();
    for (var rule : rules) {
      gaps.add(new Gap("enabled", "", rule.neverEnabledInShort()));
      for (var i = 0; i < rule.choices().size(); i++) {
        var by = "choice %d of \"%s\"".formatted(i + 1, rule.name());
        gaps.add(new Gap("taken", by, rule.choices().get(i).neverTaken()));
      }
    }
    variables.forEach(each -> gaps.add(new Gap("written", "", each.neverWritten())));
    variables.forEach(each -> gaps.add(new Gap("read", "", each.neverRead())));
    gaps.removeIf(gap -> gap.names().isEmpty());
    return List.copyOf(gaps);
  }
}
