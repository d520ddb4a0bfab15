package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.Counters;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Rule;
import java.util.Optional;

/// One line of a table.
public sealed interface Statement {

  /// The line of the text, counted from 1.
  int line();

  /// The line as it is written.
  String text();

  /// `:CHAIN POLICY [PACKETS:BYTES]`: makes the chain, or empties it.
  ///
  /// @param policy empty for `-`
  record Declare(int line, String chain, Optional<Policy> policy, Optional<Counters> counters)
      implements Statement {
    @Override
    public String text() {
      return ":%s %s%s"
          .formatted(
              chain, policy.map(Policy::name).orElse("-"), counters.map(c -> " " + c).orElse(""));
    }
  }

  /// `-A CHAIN RULE`.
  record Append(int line, String chain, Rule rule) implements Statement {
    @Override
    public String text() {
      return ruleText("-A " + chain, rule);
    }
  }

  /// `-I CHAIN [NUMBER] RULE`.
  ///
  /// @param position where the rule will stand, counted from 1
  record Insert(int line, String chain, int position, Rule rule) implements Statement {
    @Override
    public String text() {
      return ruleText("-I " + chain + (position == 1 ? "" : " " + position), rule);
    }
  }

  /// `-N CHAIN`.
  record Make(int line, String chain) implements Statement {
    @Override
    public String text() {
      return "-N " + chain;
    }
  }

  /// `-F CHAIN`.
  record Flush(int line, String chain) implements Statement {
    @Override
    public String text() {
      return "-F " + chain;
    }
  }

  /// `-X CHAIN`.
  record Delete(int line, String chain) implements Statement {
    @Override
    public String text() {
      return "-X " + chain;
    }
  }

  /// `-P CHAIN POLICY`.
  record SetPolicy(int line, String chain, Policy policy) implements Statement {
    @Override
    public String text() {
      return "-P " + chain + " " + policy;
    }
  }

  private static String ruleText(String command, Rule rule) {
    return rule.counters().map(counters -> counters + " ").orElse("")
        + command
        + (rule.words().isEmpty() ? "" : " " + rule.text());
  }
}
