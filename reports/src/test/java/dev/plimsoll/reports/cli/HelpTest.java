package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
}
