package dev.plimsoll.properties.script;

import dev.plimsoll.raft.LogLine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Commands and what must come of them.
public record Script(List<Directive> directives) {

  /// Where what came differs from what was expected.
  ///
  /// @param directive whose output it is
  /// @param got lines, each with its end
  public record Difference(Directive directive, String got) {

    /// The first line of the output that differs, from 0.
    public int at() {
      var expected = directive.expected().lines().toList();
      var lines = got.lines().toList();
      var at = 0;
      while (at < expected.size() && at < lines.size() && expected.get(at).equals(lines.get(at))) {
        at++;
      }
      return at;
    }

    /// The line of the script where that is, from 1.
    public int line() {
      return directive.expectedAt() + at();
    }

    private boolean isAfter(Difference other) {
      return line() > other.line();
    }

    /// That line as it was expected; empty if nothing more was.
    public Optional<String> expectedLine() {
      return directive.expected().lines().skip(at()).findFirst();
    }

    /// That line as it came; empty if nothing more did.
    public Optional<String> gotLine() {
      return got.lines().skip(at()).findFirst();
    }
  }

  public Script {
    directives = List.copyOf(directives);
  }

  /// Reads a script.
  ///
  /// @throws ScriptException if it is not one
  public static Script parse(String text) {
    var directives = ScriptReader.read(text);
    if (directives.isEmpty()) {
      throw new ScriptException(1, "expected commands, each with a line ---- after it");
    }
    return new Script(directives);
  }

  /// Carries out all commands, up to the first whose output is not the expected one, in the words
  /// of the library or in those that it used before; see {@link LogLine#formerly}.
  ///
  /// @return empty if all are as expected in either; else where it went wrong later
  /// @throws ScriptException if a command cannot be carried out
  public Optional<Difference> run() {
    var current = run(Wording.CURRENT);
    if (current.isEmpty()) {
      return current;
    }
    var former = run(Wording.FORMER);
    return former.isEmpty() || former.get().isAfter(current.get()) ? former : current;
  }

  private Optional<Difference> run(Wording wording) {
    var interpreter = interpreter(wording);
    for (var directive : directives) {
      var got = output(interpreter, directive);
      if (!got.equals(directive.expected())) {
        return Optional.of(new Difference(directive, got));
      }
    }
    return Optional.empty();
  }

  private Interpreter interpreter(Wording wording) {
    return switch (directives.getFirst().command()) {
      case "committed", "vote" -> new QuorumScript();
      case "simple", "enter-joint", "leave-joint" -> new ConfChangeScript();
      default -> new Interaction(wording);
    };
  }

  private static String output(Interpreter interpreter, Directive directive) {
    String output;
    try {
      output = interpreter.run(directive);
    } catch (IllegalStateException e) {
      output = "panic: " + Objects.requireNonNullElse(e.getMessage(), "");
    }
    return output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
  }
}
