package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.properties.script.Script;
import dev.plimsoll.properties.script.Script.Difference;
import dev.plimsoll.properties.script.ScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plimsoll script FILE...`: do Raft nodes do what a script of etcd's library expects?
@Command(
    name = "script",
    description = {
      "Run interaction scripts of etcd's Raft library on the model of it.",
      "Also those about quorums and changes of membership.",
      "Exit status: 0 when every output is the expected one, 12 when one is not, 65 when a script"
          + " cannot be read."
    })
final class ScriptCommand implements Callable<Integer> {

  /// How many lines are shown before the one that differs.
  private static final int CONTEXT = 3;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A script; of a folder, all *.txt in it and below.")
  private List<String> files = List.of();

  @Mixin Output output;

  @Mixin HelpOption help;

  private record Named(String file, Script script) {}

  private record Ran(Named named, Optional<Difference> difference) {}

  @Override
  public Integer call() {
    var scripts = new ArrayList<Named>();
    for (var name : files) {
      for (var file : scripts(name)) {
        scripts.add(new Named(file, parse(file)));
      }
    }
    var runs = scripts.stream().map(ScriptCommand::run).toList();
    if (output.isText()) {
      runs.forEach(ran -> output.print(told(ran)));
    } else {
      output.print(Json.object().with("scripts", Json.list(runs, ScriptCommand::json)).build());
    }
    return runs.stream().allMatch(ran -> ran.difference().isEmpty())
        ? ExitStatus.HOLDS
        : ExitStatus.VIOLATED;
  }

  private static List<String> scripts(String name) {
    if (!Files.isDirectory(Path.of(name))) {
      return List.of(name);
    }
    try (var below = Files.walk(Path.of(name))) {
      var found =
          below.filter(Files::isRegularFile).map(Path::toString).filter(f -> f.endsWith(".txt"));
      var sorted = found.sorted().toList();
      if (sorted.isEmpty()) {
        throw new UnreadableException(name, "expected scripts, *.txt, in this folder");
      }
      return sorted;
    } catch (IOException e) {
      throw new UnreadableException(name, "it cannot be read: " + e.getMessage());
    }
  }

  private static Script parse(String file) {
    try {
      return Script.parse(new InputFile(file).text());
    } catch (ScriptException e) {
      throw new UnreadableException(file, e.line(), e.reason());
    }
  }

  private static Ran run(Named named) {
    try {
      return new Ran(named, named.script().run());
    } catch (ScriptException e) {
      throw new UnreadableException(named.file(), e.line(), e.reason());
    }
  }

  private static List<String> told(Ran ran) {
    var file = ran.named().file();
    if (ran.difference().isEmpty()) {
      var commands = ran.named().script().directives().size();
      return List.of("ok       %s  %d commands".formatted(file, commands));
    }
    var difference = ran.difference().get();
    var at = difference.at();
    var lines = new ArrayList<String>();
    lines.add("DIFFERS  %s:%d".formatted(file, difference.line()));
    lines.add("  command   " + difference.directive().text());
    difference
        .got()
        .lines()
        .limit(at)
        .skip(Math.max(0, at - CONTEXT))
        .forEach(line -> lines.add("            " + line));
    lines.add("  expected  " + difference.expectedLine().orElse("(no more)"));
    lines.add("  got       " + difference.gotLine().orElse("(no more)"));
    return lines;
  }

  private static Json json(Ran ran) {
    var json =
        Json.object()
            .with("file", ran.named().file())
            .with("commands", ran.named().script().directives().size())
            .with("outcome", ran.difference().isEmpty() ? "as-expected" : "differs");
    ran.difference()
        .ifPresent(
            difference ->
                json.with("line", difference.line())
                    .with("command", difference.directive().text())
                    .with("expected", text(difference.expectedLine().orElse(null)))
                    .with("got", text(difference.gotLine().orElse(null))));
    return json.build();
  }

  private static Json text(@Nullable String line) {
    return line == null ? new Json.Null(0) : Json.text(line);
  }
}
