package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Rules that no packet meets, and why.
public final class ShadowedRules implements Visits {

  /// Why no packet meets a rule.
  public enum Reason {
    /// No packet gets into its chain.
    CHAIN_UNREACHED,
    /// Earlier rules of the chain take every packet that would meet it.
    SHADOWED,
    /// None of the packets that get into the chain meets its conditions.
    NEVER_MET
  }

  /// A rule that no packet meets.
  ///
  /// @param by the rules that take the packets, in order; only for [Reason#SHADOWED]
  public record Shadowed(Step at, Rule rule, Reason reason, List<Step> by) {
    public Shadowed {
      by = List.copyOf(by);
    }
  }

  private record Position(Code code, int index) {}

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Conditions conditions;
  private final Map<Position, Integer> reached = new HashMap<>();
  private final Map<Position, Integer> matched = new HashMap<>();

  private ShadowedRules(HeaderSpace space, RuleSet rules) {
    this.space = space;
    diagrams = space.diagrams;
    conditions = new Conditions(space, new Addresses(space), rules, true);
  }

  /// The rules that no packet meets, in the order of the dump.
  ///
  /// @throws TooLargeException if the packets cannot be told apart within the limits
  public static List<Shadowed> of(RuleSet rules, Node node, History history) {
    var space = new HeaderSpace(Partition.family(rules), List.of(rules), node);
    var found = new ShadowedRules(space, rules);
    new Sweep(space, new Fates(), rules, history, found).run();
    var shadowed = new ArrayList<Shadowed>();
    for (Code code : found.codes()) {
      for (int i = 0; i < code.size(); i++) {
        found.shadowed(code, i).ifPresent(shadowed::add);
      }
    }
    rules
        .tables()
        .forEach(
            (name, table) ->
                table.chains().keySet().stream()
                    .filter(chain -> found.codes().stream().noneMatch(is(name, chain)))
                    .forEach(chain -> shadowed.addAll(unreached(rules, name, chain))));
    shadowed.sort(Comparator.comparingInt((Shadowed each) -> each.at().line()));
    return shadowed;
  }

  private static Predicate<Code> is(TableName table, String chain) {
    return code -> code.table() == table && code.chain().name().equals(chain);
  }

  private static List<Shadowed> unreached(RuleSet rules, TableName table, String chain) {
    var all = new ArrayList<Shadowed>();
    rules
        .table(table)
        .flatMap(found -> found.chain(chain))
        .ifPresent(
            found -> {
              for (int i = 0; i < found.rules().size(); i++) {
                Rule rule = found.rules().get(i);
                var at = new Step(table, chain, i + 1, rule.line());
                all.add(new Shadowed(at, rule, Reason.CHAIN_UNREACHED, List.of()));
              }
            });
    return all;
  }

  private List<Code> codes() {
    return reached.keySet().stream().map(Position::code).distinct().toList();
  }

  @Override
  public void reached(Code code, int index, int set) {
    note(reached, code, index, set);
  }

  @Override
  public void matched(Code code, int index, int set) {
    note(matched, code, index, set);
  }

  private void note(Map<Position, Integer> sets, Code code, int index, int set) {
    int packets = diagrams.and(set, space.all);
    if (packets != Diagrams.EMPTY) {
      sets.merge(new Position(code, index), packets, diagrams::or);
    }
  }

  private Optional<Shadowed> shadowed(Code code, int index) {
    if (matched.containsKey(new Position(code, index))) {
      return Optional.empty();
    }
    Rule rule = code.chain().rules().get(index);
    int wanted = diagrams.and(at(reached, code, 0), possible(rule));
    var by = new ArrayList<Step>();
    for (int i = 0; i < index; i++) {
      int taken = diagrams.minus(at(matched, code, i), at(reached, code, i + 1));
      if (diagrams.and(wanted, taken) != Diagrams.EMPTY) {
        by.add(step(code, i));
        wanted = diagrams.minus(wanted, taken);
      }
    }
    Reason reason = by.isEmpty() ? Reason.NEVER_MET : Reason.SHADOWED;
    return Optional.of(new Shadowed(step(code, index), rule, reason, by));
  }

  private static int at(Map<Position, Integer> sets, Code code, int index) {
    return sets.getOrDefault(new Position(code, index), Diagrams.EMPTY);
  }

  private static Step step(Code code, int index) {
    Rule rule = code.chain().rules().get(index);
    return new Step(code.table(), code.chain().name(), index + 1, rule.line());
  }

  /// The packets that may meet the conditions of a rule as long as nothing is rewritten.
  private int possible(Rule rule) {
    Header header = Header.first(space.family).lookedAt().leavingBy(Optional.empty());
    int set = space.all;
    for (var test : (Iterable<Test>) rule.tests()::iterator) {
      if (!(test.match() instanceof Match.Recent)) {
        Reply reply = conditions.reply(test, false, header);
        set = diagrams.and(set, diagrams.or(reply.yes(), reply.unsure()));
      }
    }
    return set;
  }
}
