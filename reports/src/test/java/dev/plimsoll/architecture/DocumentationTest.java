package dev.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.reports.cli.Plimsoll;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages go stale where nobody runs them: here every command in a `sh` or `console` block is read
/// by the parser of the command line itself, and every link to a file of ours is followed.
final class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

  @Test
  void theReadmeOpensWithItsTwoCommands() {
    assertThat(commands(Sources.root().resolve("README.md")).subList(0, 2))
        .containsExactly("./plimsoll check", "./mvnw verify");
  }

  @Test
  void everyScriptThatAPageRunsCanBeRun() {
    assertThat(allCommands()).isNotEmpty();
    assertThat(allCommands())
        .allSatisfy(
            command -> {
              var script = Sources.root().resolve(command.split("\\s")[0]).normalize();
              assertThat(Files.isExecutable(script)).as(command).isTrue();
            });
  }

  @Test
  void everyCommandThatAPageShowsIsOneThatThePlimsollTakes() {
    var shown = allCommands().stream().filter(line -> line.startsWith("./plimsoll ")).toList();
    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(
            command ->
                assertThatCode(() -> Plimsoll.commandLine().parseArgs(arguments(command)))
                    .as(command)
                    .doesNotThrowAnyException());
  }

  @Test
  void theChecksThatTheReadmeShowsComeToAVerdict(@TempDir Path out) {
    var checks =
        commands(Sources.root().resolve("README.md")).stream()
            .filter(command -> command.startsWith("./plimsoll check "))
            .toList();
    assertThat(checks).isNotEmpty();
    for (var check : checks) {
      var plimsoll = Plimsoll.commandLine();
      plimsoll.setOut(new PrintWriter(new StringWriter()));
      assertThat(plimsoll.execute(arguments(check + " --out " + out))).as(check).isIn(0, 12);
    }
  }

  /// Blank lines, comments and imports aside.
  @Test
  void twoPhaseCommitIsFiftyLinesAsTheReadmeSays() {
    var model =
        Sources.root()
            .resolve(
                "model/examples/src/main/java/dev/plimsoll/examples/commit/TwoPhaseCommit.java");

    assertThat(Sources.lines(model))
        .filteredOn(line -> !line.isBlank() && !line.matches("(\\s*///|import |package ).*"))
        .hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void everyLinkToAFileLeadsSomewhere() {
    var broken = new ArrayList<String>();
    for (var page : pages()) {
      for (var line : Sources.lines(page)) {
        var links = LINK.matcher(line);
        while (links.find()) {
          if (!Files.exists(page.resolveSibling(links.group(1)))) {
            broken.add(Sources.relative(page) + ": " + links.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyIncidentIsInAPage() throws IOException {
    var models = Sources.root().resolve("docs/models");
    var text = new StringBuilder();
    for (var page : pages()) {
      if (page.startsWith(models)) {
        text.append(Files.readString(page));
      }
    }
    var pages = text.toString();
    var incidents =
        Catalog.load().definitions().stream().filter(ModelDefinition::isBroken).toList();

    assertThat(incidents).hasSizeGreaterThan(30);
    assertThat(incidents)
        .allSatisfy(
            incident ->
                assertThat(pages)
                    .contains(
                        "| `%s` | %s ("
                            .formatted(
                                incident.name().replace("incident/", ""), incident.summary())));
  }

  private static List<Path> pages() {
    return Sources.texts().stream().filter(file -> Sources.name(file).endsWith(".md")).toList();
  }

  private static List<String> allCommands() {
    return pages().stream().flatMap(page -> commands(page).stream()).toList();
  }

  /// The lines that run a script of ours, without the prompt and what follows a `#`; a line that
  /// ends in a backslash goes on in the next one.
  private static List<String> commands(Path page) {
    var commands = new ArrayList<String>();
    var inBlock = false;
    var carried = "";
    for (var line : Sources.lines(page)) {
      if (line.strip().startsWith("```")) {
        inBlock = line.strip().matches("```(sh|console|bash)");
        continue;
      }
      var text = carried + line.strip().replaceFirst("^\\$ ", "").replaceFirst("\\s+#.*$", "");
      carried = text.endsWith("\\") ? text.substring(0, text.length() - 1) : "";
      if (inBlock && carried.isEmpty() && text.startsWith("./")) {
        commands.add(text);
      }
    }
    return commands;
  }

  /// The words after the script, as a shell would split them, up to a redirection or a pipe.
  private static String[] arguments(String command) {
    var words = new ArrayList<String>();
    var word =
        Pattern.compile("\"([^\"]*)\"|'([^']*)'|([|<>&;].*)|([^\\s|<>&;]+)").matcher(command);
    while (word.find() && word.group(3) == null) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(4));
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
