package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.Counters;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a dump apart into sections and statements.
///
/// iptables 1.8.9, `iptables/iptables-restore.c`, `ip46tables_restore_main`. More lenient:
/// blanks around a line and carriage returns at its end are passed over.
final class DumpReader {

  /// The longest text that is read, in characters.
  static final int LONGEST_TEXT = 256 << 20;

  /// The longest line, in characters.
  static final int LONGEST_LINE = 16 << 10;

  private static final String AFTER_TABLE =
      "expected :CHAIN POLICY [PACKETS:BYTES], -A CHAIN RULE or COMMIT";

  private final String name;
  private final String text;
  private final List<Section> sections = new ArrayList<>();

  /// Words by themselves: most stand in many rules, and are kept once.
  private final Map<String, String> met = new HashMap<>();

  private List<Statement> statements = new ArrayList<>();
  private @Nullable TableName table;
  private int tableLine;
  private int line;

  DumpReader(String name, String text) {
    this.name = name;
    this.text = text;
  }

  Dump read() {
    if (text.length() > LONGEST_TEXT) {
      throw new DumpException(
          name, 1, "found " + text.length() + " characters, expected at most " + LONGEST_TEXT);
    }
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line++;
      if (end - start > LONGEST_LINE) {
        throw error(
            "found a line of " + (end - start) + " characters, expected at most " + LONGEST_LINE,
            null);
      }
      try {
        line(text.substring(start, end).strip());
      } catch (IllegalArgumentException e) {
        throw error(String.valueOf(e.getMessage()), e);
      }
      start = end + 1;
    }
    if (table != null) {
      throw error(
          "found the end of the text, expected COMMIT for *" + table + " of line " + tableLine,
          null);
    }
    if (sections.isEmpty()) {
      line = 1;
      throw error("found no table, expected *TABLE (is this iptables-save output?)", null);
    }
    return new Dump(name, sections);
  }

  private void line(String content) {
    if (content.isEmpty() || content.startsWith("#")) {
      return;
    }
    if (table == null) {
      if (!content.startsWith("*")) {
        throw new IllegalArgumentException(
            "found \"" + shown(content) + "\", expected *TABLE or a comment");
      }
      table = TableName.parse(content.substring(1));
      tableLine = line;
    } else if (content.equals("COMMIT")) {
      sections.add(new Section(table, tableLine, statements));
      statements = new ArrayList<>();
      table = null;
    } else {
      statements.add(statement(content));
    }
  }

  private Statement statement(String content) {
    List<String> words = Words.split(content);
    words.replaceAll(this::met);
    String first = words.getFirst();
    if (first.startsWith(":")) {
      return declare(words);
    }
    Optional<Counters> counters = Optional.empty();
    if (first.startsWith("[")) {
      counters = Optional.of(Counters.parse(first));
      words = words.subList(1, words.size());
    }
    if (words.isEmpty() || !words.getFirst().startsWith("-")) {
      throw new IllegalArgumentException("found \"" + shown(content) + "\", " + AFTER_TABLE);
    }
    return command(content, counters, words);
  }

  private String met(String word) {
    String before = met.putIfAbsent(word, word);
    return before == null ? word : before;
  }

  private Statement command(String content, Optional<Counters> counters, List<String> words) {
    String command = words.getFirst();
    if (words.size() < 2) {
      throw new IllegalArgumentException("found \"" + command + "\", expected a chain after it");
    }
    String chain = Words.meaning(words.get(1));
    List<String> rest = words.subList(2, words.size());
    return switch (command) {
      case "-A", "--append" -> new Statement.Append(line, chain, rule(counters, rest));
      case "-I", "--insert" -> {
        boolean numbered = !rest.isEmpty() && rest.getFirst().matches("[1-9][0-9]{0,8}");
        int position = numbered ? Integer.parseInt(rest.getFirst()) : 1;
        yield new Statement.Insert(
            line, chain, position, rule(counters, numbered ? rest.subList(1, rest.size()) : rest));
      }
      case "-N", "--new-chain", "--new" -> new Statement.Make(line, chain);
      case "-F", "--flush" -> new Statement.Flush(line, chain);
      case "-X", "--delete-chain" -> new Statement.Delete(line, chain);
      case "-P", "--policy" ->
          new Statement.SetPolicy(line, chain, policy(rest.isEmpty() ? "" : rest.getFirst()));
      default ->
          throw new IllegalArgumentException("found \"" + shown(content) + "\", " + AFTER_TABLE);
    };
  }

  private Rule rule(Optional<Counters> counters, List<String> words) {
    return RuleReader.read(line, counters, words);
  }

  private Statement declare(List<String> words) {
    String chain = words.getFirst().substring(1);
    if (chain.isEmpty() || words.size() < 2 || words.size() > 3) {
      throw new IllegalArgumentException(
          "found \""
              + shown(String.join(" ", words))
              + "\", expected :CHAIN POLICY [PACKETS:BYTES]");
    }
    Optional<Counters> counters =
        words.size() == 3 ? Optional.of(Counters.parse(words.get(2))) : Optional.empty();
    String policy = words.get(1);
    return new Statement.Declare(
        line, chain, policy.equals("-") ? Optional.empty() : Optional.of(policy(policy)), counters);
  }

  private static Policy policy(String word) {
    return switch (word) {
      case "ACCEPT" -> Policy.ACCEPT;
      case "DROP" -> Policy.DROP;
      default ->
          throw new IllegalArgumentException(
              "\"" + shown(word) + "\" is not a policy: expected ACCEPT, DROP or -");
    };
  }

  private static String shown(String found) {
    return found.length() > 60 ? found.substring(0, 60) + "..." : found;
  }

  private DumpException error(String problem, @Nullable Exception cause) {
    var error = new DumpException(name, line, problem);
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }
}
