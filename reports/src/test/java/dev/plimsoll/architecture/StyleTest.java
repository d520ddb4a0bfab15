package dev.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StyleTest {

  private static final int LONGEST_FILE = 400;
  private static final int WIDEST_LINE = 100;

  /// Written apart, so that this file passes its own test.
  private static final Pattern NOTE_LEFT_BEHIND =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern HOME_OF_SOMEBODY =
      Pattern.compile("(?<![\\w.$}-])/(work|root|Users/\\w+|home/\\w+)/");

  @Test
  void theRulesSeeTheProject() {
    assertThat(Sources.texts().stream().map(Sources::relative))
        .contains("pom.xml", "README.md", "plimsoll", "mvnw", ".ci/run", ".mvn/Format.java");
    assertThat(Sources.mainJava()).hasSizeGreaterThanOrEqualTo(Module.values().length);
  }

  @Test
  void aMainFileIsShortEnoughToReadAtOnce() {
    assertThat(Sources.mainJava())
        .allSatisfy(
            file ->
                assertThat(Sources.lines(file))
                    .as("lines of %s", Sources.relative(file))
                    .hasSizeLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void aLineOfJavaFitsAHundredColumns() {
    var java = Sources.texts().stream().filter(file -> Sources.name(file).endsWith(".java"));
    assertThat(java.flatMap(file -> where(file, line -> isWide(line)))).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(everywhere(NOTE_LEFT_BEHIND)).isEmpty();
  }

  @Test
  void noPathOfAMachineIsInTheProject() {
    assertThat(everywhere(HOME_OF_SOMEBODY)).isEmpty();
  }

  private static boolean isWide(String line) {
    return line.codePointCount(0, line.length()) > WIDEST_LINE && !line.startsWith("import ");
  }

  private static List<String> everywhere(Pattern pattern) {
    return Sources.texts().stream()
        .filter(file -> !Sources.name(file).startsWith("mvnw"))
        .flatMap(file -> where(file, pattern.asPredicate()))
        .toList();
  }

  /// `file:line: text` of the lines that match.
  private static java.util.stream.Stream<String> where(Path file, Predicate<String> matches) {
    var lines = Sources.lines(file);
    return IntStream.range(0, lines.size())
        .filter(index -> matches.test(lines.get(index)))
        .mapToObj(
            index -> Sources.relative(file) + ":" + (index + 1) + ": " + lines.get(index).strip());
  }
}
