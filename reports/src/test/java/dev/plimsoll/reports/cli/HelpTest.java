package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HelpTest {

  @Test
  void everyCommandIsToldInAWholeSentence() {
    var commands = Plimsoll.commandLine().getSubcommands();
    var cut = new ArrayList<String>();
    commands.forEach(
        (name, command) -> {
          var first = command.getCommandSpec().usageMessage().description()[0];
          if (!first.endsWith(".")) {
            cut.add(name + ": " + first);
          }
        });
    assertThat(commands).hasSizeGreaterThan(15);
    assertThat(cut).isEmpty();
  }

  /// Lines are as long as there is room for; a text that breaks them itself leaves single words.
  @Test
  void aDescriptionGoesOnInANewLineOnlyAfterASentence() {
    var broken = new ArrayList<String>();
    Plimsoll.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              var usage = command.getCommandSpec();
              var texts = new ArrayList<String[]>();
              texts.add(usage.usageMessage().description());
              usage.options().forEach(option -> texts.add(option.description()));
              usage.positionalParameters().forEach(each -> texts.add(each.description()));
              for (var text : texts) {
                Stream.of(text)
                    .limit(Math.max(0, text.length - 1))
                    .filter(line -> !line.endsWith("."))
                    .forEach(line -> broken.add(name + ": " + line));
              }
            });
    assertThat(broken).isEmpty();
  }
}
