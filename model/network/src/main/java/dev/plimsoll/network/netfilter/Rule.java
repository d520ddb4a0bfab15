package dev.plimsoll.network.netfilter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One rule: if every test holds, the target is carried out.
///
/// @param line the line of the dump, counted from 1; 0 if the rule was not read from text
/// @param words what follows `-A CHAIN`, word by word as written, quotes included
public record Rule(
    int line,
    Optional<Counters> counters,
    List<String> words,
    List<Module> modules,
    Target target) {

  public Rule {
    words = List.copyOf(words);
    modules = List.copyOf(modules);
  }

  /// The tests of all modules, in order.
  public Stream<Test> tests() {
    return modules.stream().flatMap(module -> module.tests().stream());
  }

  /// The chain that the rule jumps or goes to, if it does.
  public Optional<String> callee() {
    return switch (target) {
      case Target.Jump(var chain) -> Optional.of(chain);
      case Target.Goto(var chain) -> Optional.of(chain);
      case Target other -> Optional.empty();
    };
  }

  /// Whether it makes the kernel track connections.
  public boolean tracksConnections() {
    return Registration.tracks(this);
  }

  /// Whether it makes the kernel put fragments together before the first table.
  public boolean joinsFragments() {
    return Registration.joinsFragments(this);
  }

  /// What follows `-A CHAIN` in a dump.
  public String text() {
    return String.join(" ", words);
  }
}
