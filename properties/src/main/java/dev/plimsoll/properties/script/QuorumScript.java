package dev.plimsoll.properties.script;

import dev.plimsoll.raft.quorum.AckedIndexer;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What one or two majorities say; quorum/datadriven_test.go. Each answer is found in more than one
/// way, and a way that finds another says so.
final class QuorumScript implements Interpreter {

  @Override
  public String run(Directive directive) {
    var config = group(directive, "cfg");
    var joint = directive.arguments().stream().anyMatch(a -> a.key().equals("cfgj"));
    var voters = new JointConfig(config, group(directive, "cfgj"));
    var given = values(directive, directive.command().equals("vote") ? "votes" : "idx");
    if (voters.ids().size() != given.size()) {
      return "error: mismatched input (explicit or _) for voters %s: %s"
          .formatted(voters.ids(), given);
    }
    return switch (directive.command()) {
      case "committed" -> committed(voters, joint, acked(directive, given));
      case "vote" -> vote(voters, votes(directive, given));
      default -> throw directive.mistake("expected committed or vote");
    };
  }

  private static String committed(JointConfig voters, boolean joint, Map<Integer, Integer> acked) {
    var indexer = indexer(acked);
    var index = voters.committedIndex(indexer);
    var text = new StringBuilder();
    if (joint) {
      text.append(voters.describe(indexer));
      differs(text, "via symmetry", index, flipped(voters).committedIndex(indexer));
    } else {
      var config = voters.incoming();
      text.append(config.describe(indexer));
      differs(text, "via alternative computation", index, counted(config, acked));
      differs(
          text,
          "via self-joint quorum",
          index,
          new JointConfig(config, config).committedIndex(indexer));
      for (var id : config.ids()) {
        var own = acked.getOrDefault(id, 0);
        if (index > own && own > 0) { // who is behind the quorum may be further behind
          var behind = new TreeMap<>(acked);
          behind.put(id, own - 1);
          differs(text, "overlaying", index, config.committedIndex(indexer(behind)));
        }
      }
    }
    return text.append(shown(index)).append('\n').toString();
  }

  private static String vote(JointConfig voters, Map<Integer, Boolean> votes) {
    var result = voters.voteResult(votes);
    var symmetric = flipped(voters).voteResult(votes);
    return (result == symmetric ? "" : symmetric + " <-- via symmetry\n") + result + "\n";
  }

  private static void differs(StringBuilder text, String way, int index, int other) {
    if (index != other) {
      text.append("%s <-- %s\n".formatted(shown(other), way));
    }
  }

  private static String shown(int index) {
    return index == MajorityConfig.UNLIMITED ? "∞" : Integer.toString(index);
  }

  private static JointConfig flipped(JointConfig voters) {
    var second = voters.incoming();
    return new JointConfig(voters.outgoing(), second);
  }

  /// The highest index that a majority has acknowledged, by counting who has acknowledged each.
  private static int counted(MajorityConfig config, Map<Integer, Integer> acked) {
    if (config.isEmpty()) {
      return MajorityConfig.UNLIMITED;
    }
    return acked.values().stream()
        .filter(i -> acked.values().stream().filter(other -> other >= i).count() >= config.size())
        .max(Integer::compare)
        .orElse(0);
  }

  private static AckedIndexer indexer(Map<Integer, Integer> acked) {
    return id -> acked.containsKey(id) ? OptionalInt.of(acked.get(id)) : OptionalInt.empty();
  }

  // ---- arguments

  private static MajorityConfig group(Directive directive, String key) {
    return new MajorityConfig(numbers(directive, key));
  }

  private static List<Integer> numbers(Directive directive, String key) {
    return values(directive, key).stream()
        .filter(text -> !text.equals("zero"))
        .map(directive::number)
        .toList();
  }

  private static List<String> values(Directive directive, String key) {
    return directive.arguments().stream()
        .filter(argument -> argument.key().equals(key))
        .flatMap(argument -> argument.values().stream())
        .toList();
  }

  /// What is given of each voter, in the order in which they are named first.
  private static Map<Integer, String> byVoter(Directive directive, List<String> given) {
    var order = new ArrayList<>(numbers(directive, "cfg"));
    order.addAll(numbers(directive, "cfgj"));
    var byVoter = new TreeMap<Integer, String>();
    for (var id : order) {
      if (!byVoter.containsKey(id)) {
        byVoter.put(id, given.get(byVoter.size()));
      }
    }
    byVoter.values().removeIf(text -> text.equals("_"));
    return byVoter;
  }

  private static Map<Integer, Integer> acked(Directive directive, List<String> given) {
    var acked = new TreeMap<Integer, Integer>();
    byVoter(directive, given).forEach((id, text) -> acked.put(id, directive.number(text)));
    return acked;
  }

  private static Map<Integer, Boolean> votes(Directive directive, List<String> given) {
    var votes = new TreeMap<Integer, Boolean>();
    byVoter(directive, given)
        .forEach(
            (id, text) ->
                votes.put(
                    id,
                    switch (text) {
                      case "y" -> true;
                      case "n" -> false;
                      default -> throw directive.mistake("expected y, n or _ but found " + text);
                    }));
    return votes;
  }
}
