package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.Counters;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the words after `-A CHAIN`.
///
/// Every option is given to the target or module that has one of that name: the target first, if
/// there is one already, then the modules from the last to the first, then the module that `-p`
/// implies. `!` may stand before the option or, as in old dumps, before its value.
final class RuleReader {

  private static final Map<String, String> HEADER =
      Map.ofEntries(
          Map.entry("--source", "-s"),
          Map.entry("--src", "-s"),
          Map.entry("--destination", "-d"),
          Map.entry("--dst", "-d"),
          Map.entry("--in-interface", "-i"),
          Map.entry("--out-interface", "-o"),
          Map.entry("--protocol", "-p"),
          Map.entry("--proto", "-p"),
          Map.entry("--fragment", "-f"),
          Map.entry("--match", "-m"),
          Map.entry("--jump", "-j"),
          Map.entry("--goto", "-g"),
          Map.entry("--set-counters", "-c"));

  private static final Map<String, String> IMPLIED =
      Map.ofEntries(
          Map.entry("tcp", "tcp"),
          Map.entry("6", "tcp"),
          Map.entry("udp", "udp"),
          Map.entry("17", "udp"),
          Map.entry("sctp", "sctp"),
          Map.entry("132", "sctp"),
          Map.entry("dccp", "dccp"),
          Map.entry("udplite", "udplite"),
          Map.entry("icmp", "icmp"),
          Map.entry("icmpv6", "icmp6"),
          Map.entry("ipv6-icmp", "icmp6"));

  /// The options given to one module or target.
  private record Clause(boolean isTarget, String name, List<Option> options) {
    Clause(boolean isTarget, String name) {
      this(isTarget, name, new ArrayList<>());
    }
  }

  private final List<String> words;
  private final List<String> meanings;
  private final Clause header = new Clause(false, Module.HEADER);
  private final List<Clause> modules = new ArrayList<>();
  private Optional<Clause> target = Optional.empty();
  private boolean isGoto;
  private Optional<Counters> counters;
  private int next;

  private RuleReader(List<String> words, Optional<Counters> counters) {
    this.words = words;
    meanings = new ArrayList<>(words.size());
    for (String word : words) {
      meanings.add(Words.meaning(word));
    }
    this.counters = counters;
  }

  /// Reads a rule.
  ///
  /// @param words the words after the chain's name, as written
  /// @throws IllegalArgumentException saying what was found and what was expected
  static Rule read(int line, Optional<Counters> counters, List<String> words) {
    var reader = new RuleReader(words, counters);
    while (reader.next < words.size()) {
      reader.option();
    }
    return reader.rule(line);
  }

  private Rule rule(int line) {
    var typed = new ArrayList<Module>();
    if (!header.options.isEmpty()) {
      typed.add(new Module(Module.HEADER, MatchReader.header(header.options)));
    }
    for (Clause module : modules) {
      typed.add(new Module(module.name, MatchReader.module(module.name, module.options)));
    }
    Target does =
        target.isEmpty()
            ? new Target.None()
            : TargetReader.read(target.get().name, isGoto, target.get().options);
    return new Rule(line, counters, words, typed, does);
  }

  private void option() {
    boolean not = not();
    if (next == words.size()) {
      throw new IllegalArgumentException("found \"!\" at the end, expected an option after it");
    }
    String name = meanings.get(next);
    if (!isOption(next)) {
      throw new IllegalArgumentException(
          "found \"" + name + "\", expected an option such as -s, -p, -m, --dport or -j");
    }
    next++;
    int equals = name.startsWith("--") ? name.indexOf('=') : -1;
    Optional<String> value = Optional.empty();
    if (equals > 0) {
      value = Optional.of(name.substring(equals + 1));
      name = name.substring(0, equals);
    }
    String known = HEADER.getOrDefault(name, name);
    switch (known) {
      case "-s", "-d", "-i", "-o", "-p" -> {
        not |= value.isEmpty() && not();
        header.options.add(new Option(not, known, List.of(value(value, known))));
      }
      case "-f" -> header.options.add(new Option(not, known, List.of()));
      case "-m" -> modules.add(new Clause(false, value(value, known)));
      case "-j", "-g" -> jump(known, value(value, known));
      case "-c" -> counters = Optional.of(Counters.of(word(known), word(known)));
      default -> extensionOption(not, name, value);
    }
  }

  private void jump(String option, String name) {
    if (target.isPresent()) {
      throw new IllegalArgumentException(
          "found a second target \"" + name + "\", expected only one -j or -g");
    }
    isGoto = option.equals("-g");
    target = Optional.of(new Clause(true, name));
  }

  private void extensionOption(boolean notBefore, String dashed, Optional<String> value) {
    if (!dashed.startsWith("--")) {
      throw new IllegalArgumentException(
          "unknown option \"" + dashed + "\": expected -s, -d, -i, -o, -p, -f, -m, -j, -g or -c");
    }
    String option = dashed.substring(2);
    Clause owner = owner(option);
    String full =
        (owner.isTarget
                ? Vocabulary.ofTarget(owner.name, option)
                : Vocabulary.ofModule(owner.name, option))
            .orElse(option);
    Optional<Integer> count =
        owner.isTarget
            ? Vocabulary.wordsOfTarget(owner.name, full)
            : Vocabulary.wordsOfModule(owner.name, full);
    boolean not = notBefore;
    if (value.isEmpty() && count.orElse(1) > 0) {
      not |= not();
    }
    var arguments = new ArrayList<String>();
    value.ifPresent(arguments::add);
    while (count.isPresent() ? arguments.size() < count.get() : isArgument()) {
      arguments.add(word(dashed));
    }
    owner.options.add(new Option(not, full, arguments));
  }

  private Clause owner(String option) {
    if (target.isPresent() && Vocabulary.ofTarget(target.get().name, option).isPresent()) {
      return target.get();
    }
    for (Clause module : modules.reversed()) {
      if (Vocabulary.ofModule(module.name, option).isPresent()) {
        return module;
      }
    }
    for (Option given : header.options) {
      String implied = given.name().equals("-p") ? IMPLIED.get(given.arguments().getFirst()) : null;
      if (implied != null && Vocabulary.ofModule(implied, option).isPresent()) {
        modules.add(new Clause(false, implied));
        return modules.getLast();
      }
    }
    if (target.isEmpty() && modules.isEmpty()) {
      throw new IllegalArgumentException(
          "found --" + option + ", expected -m MODULE or -p PROTOCOL before it");
    }
    return target.orElseGet(modules::getLast);
  }

  /// Takes a `!` if one stands here.
  private boolean not() {
    if (next < words.size() && words.get(next).equals("!")) {
      next++;
      return true;
    }
    return false;
  }

  /// What stands behind `=`, else the next word.
  private String value(Optional<String> given, String option) {
    return given.isPresent() ? given.get() : word(option);
  }

  private String word(String option) {
    if (next == words.size()) {
      throw new IllegalArgumentException(
          "found the end of the line, expected the value of " + option);
    }
    return meanings.get(next++);
  }

  private boolean isArgument() {
    return next < words.size() && !isOption(next) && !words.get(next).equals("!");
  }

  private boolean isOption(int index) {
    String word = words.get(index);
    return word.length() > 1
        && word.charAt(0) == '-'
        && (word.charAt(1) == '-' || Character.isLetter(word.charAt(1)));
  }
}
