package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.text.Dump;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// All five tables by chance, as text that the kernel takes.
///
/// Every built-in chain begins with a rule that always matches, so that a path shows each table a
/// packet gets to. User chains jump to later ones only; in the nat table some are for rewriting
/// the destination and some for the source.
final class RandomRules {

  private static final int MOST_RULES = 4;

  private final Random random;
  private final RandomMatches matches;
  private final RandomTargets targets;

  RandomRules(World world, Random random) {
    this.random = random;
    matches = new RandomMatches(world, random);
    targets = new RandomTargets(world, random);
  }

  String text() {
    var text = new StringBuilder();
    for (TableName table : TableName.values()) {
      text.append('*').append(table).append('\n');
      for (Hook hook : table.hooks()) {
        boolean drops = table != TableName.NAT && random.nextInt(25) == 0;
        text.append(":%s %s [0:0]%n".formatted(hook, drops ? "DROP" : "ACCEPT"));
      }
      List<Called> called = called(table);
      called.forEach(chain -> text.append(":%s - [0:0]%n".formatted(chain.name)));
      for (Hook hook : table.hooks()) {
        if (table == TableName.RAW) {
          text.append("-A ").append(hook).append(" -j TRACE\n");
        }
        text.append("-A ").append(hook).append('\n');
        List<String> callees =
            called.stream().filter(c -> c.hooks.contains(hook)).map(Called::name).toList();
        rules(text, hook.name(), new Place(table, EnumSet.of(hook), callees, true));
      }
      for (Called chain : called) {
        List<String> callees =
            called.subList(called.indexOf(chain) + 1, called.size()).stream()
                .filter(c -> c.hooks.equals(chain.hooks))
                .map(Called::name)
                .toList();
        rules(text, chain.name, new Place(table, chain.hooks, callees, false));
      }
      text.append("COMMIT\n");
    }
    return text.toString();
  }

  /// The same without rules that make the kernel track connections or put fragments together.
  String textWithoutTracking() {
    String text = text();
    var lines = new ArrayList<>(text.lines().toList());
    Dump.parse("generated", text)
        .load()
        .rules()
        .filter(Rule::joinsFragments)
        .forEach(rule -> lines.set(rule.line() - 1, ""));
    return String.join("\n", lines) + "\n";
  }

  /// A user chain, and the hooks that may get to it.
  private record Called(String name, Set<Hook> hooks) {}

  /// Where a rule stands.
  ///
  /// @param hooks those that get there
  /// @param callees the chains it may call
  record Place(TableName table, Set<Hook> hooks, List<String> callees, boolean isBuiltIn) {

    /// Whether nothing but these hooks gets there.
    boolean isOnly(Hook... allowed) {
      return EnumSet.copyOf(List.of(allowed)).containsAll(hooks);
    }
  }

  private static List<Called> called(TableName table) {
    var called = new ArrayList<Called>();
    if (table == TableName.NAT) {
      Set<Hook> destination = EnumSet.of(Hook.PREROUTING, Hook.OUTPUT);
      Set<Hook> source = EnumSet.of(Hook.INPUT, Hook.POSTROUTING);
      called.add(new Called("SERVICES", destination));
      called.add(new Called("ENDPOINT", destination));
      called.add(new Called("LEAVING", source));
      called.add(new Called("LEAVING:2", source));
    } else {
      Set<Hook> all = EnumSet.copyOf(table.hooks());
      for (String name : List.of("A", "B", "C")) {
        called.add(new Called(name, all));
      }
    }
    return called;
  }

  private void rules(StringBuilder text, String chain, Place place) {
    int rules = random.nextInt(MOST_RULES + 1);
    for (int i = 0; i < rules; i++) {
      String protocol = matches.protocol();
      String line =
          String.join(
              " ",
              "-A",
              chain,
              matches.header(protocol, place),
              matches.modules(protocol, place),
              targets.target(protocol, place));
      text.append(line.replaceAll(" +", " ").strip()).append('\n');
    }
  }
}
