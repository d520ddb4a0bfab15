package dev.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real launcher in a house of cards: a root whose `mvnw` does nothing but count, and a
/// JDK whose `java` prints the arguments of the program and ends with the second as its status.
final class LauncherTest {

  @TempDir Path root;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void aHouseOfCards() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a POSIX shell script");
    Files.copy(Sources.root().resolve("plimsoll"), root.resolve("plimsoll"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(folder("reports/src/main").resolve("Plimsoll.java"), "");
    Files.writeString(folder("jdk").resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    folder("jdk/bin");
    folder("elsewhere");
    executable("jdk/bin/javac", "#!/bin/sh\n");
    executable(
        "jdk/bin/java",
        """
        #!/bin/sh
        echo "$*" >>"$(dirname "$0")/../options"
        while [ "$1" != dev.plimsoll.reports.cli.Plimsoll ]; do shift; done
        shift
        for argument; do printf '[%s]' "$argument"; done
        exit "${2:-0}"
        """);
    executable(
        "mvnw",
        """
        #!/bin/sh
        echo built >>builds
        [ ! -e broken ] || { echo 'the reason'; exit 1; }
        sleep 0.2
        mkdir -p reports/target/lib
        : >reports/target/plimsoll-reports-1.jar
        """);
    // Older than any build, as in a clone of yesterday.
    try (var files = Files.walk(root)) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
  }

  @Test
  void theFirstUseBuildsAndSaysSoInOneLineOfStandardErrorAlone() throws Exception {
    var first = run(Map.of(), root.resolve("plimsoll"), "check");

    assertThat(first.err).startsWith("plimsoll: building").hasLineCount(1);
    assertThat(first.out).isEqualTo("[check]");
    assertThat(run(Map.of(), root.resolve("plimsoll"), "check"))
        .isEqualTo(new Outcome(0, "[check]", ""));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void argumentsAndExitStatusPassThroughASymbolicLinkFromAnyDirectory() throws Exception {
    var link = Files.createSymbolicLink(root.resolve("elsewhere/link"), Path.of("../plimsoll"));

    var outcome = run(Map.of(), link, "two words", "12", "*");

    assertThat(outcome.out).isEqualTo("[two words][12][*]");
    assertThat(outcome.status).isEqualTo(12);
  }

  @Test
  void aChangedAndADeletedSourceAreBuiltAnew() throws Exception {
    run(Map.of(), root.resolve("plimsoll"));
    var source = root.resolve("reports/src/main/Plimsoll.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run(Map.of(), root.resolve("plimsoll"));
    assertThat(builds()).isEqualTo(2);

    Files.delete(source);
    Files.setLastModifiedTime(
        source.resolveSibling("."), FileTime.from(Instant.now().plusSeconds(10)));
    run(Map.of(), root.resolve("plimsoll"));
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void startsAtTheSameTimeBuildOnce() throws Exception {
    var starts =
        Stream.generate(() -> start(Map.of(), root.resolve("plimsoll"), "x")).limit(4).toList();

    for (var process : starts) {
      assertThat(outcome(process).out).isEqualTo("[x]");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aLockWhoseHolderHasDiedIsNoObstacle() throws Exception {
    var dead = new ProcessBuilder("/bin/sh", "-c", "exit").start();
    dead.waitFor();
    Files.createDirectories(root.resolve("reports/target"));
    Files.createSymbolicLink(
        root.resolve("reports/target/plimsoll.lock"), Path.of(Long.toString(dead.pid())));

    assertThat(run(Map.of(), root.resolve("plimsoll"), "x").out).isEqualTo("[x]");
  }

  @Test
  void aBuildThatFailsShowsItsWholeLogAndLeavesNoProgram() throws Exception {
    Files.createFile(root.resolve("broken"));

    var outcome = run(Map.of(), root.resolve("plimsoll"), "check");

    assertThat(outcome.status).isEqualTo(70);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err).contains("the reason", "the build failed");
    assertThat(root.resolve("reports/target/plimsoll")).doesNotExist();
    assertThat(Files.exists(root.resolve("reports/target/plimsoll.lock"))).isFalse();
  }

  @Test
  void whatIsSaidWithoutAJdkIsOneSentenceThatTellsHowToGetOne() throws Exception {
    var launcher = root.resolve("plimsoll");
    Files.writeString(
        launcher, Files.readString(launcher).replace("java_version=25", "java_version=99"));

    var outcome = run(Map.of(), launcher, "check");

    assertThat(outcome.status).isEqualTo(70);
    assertThat(outcome.err).hasLineCount(1).contains("no JDK 99", "adoptium.net", "JAVA_HOME");
  }

  @Test
  void optionsForTheJvmAreTakenFromTheEnvironment() throws Exception {
    run(Map.of("PLIMSOLL_JVM", "-Xmx100m -Dx=y"), root.resolve("plimsoll"));

    assertThat(Files.readAllLines(root.resolve("jdk/options")).getLast())
        .contains(" -Xmx100m -Dx=y ");
  }

  private long builds() throws IOException {
    return Files.readAllLines(root.resolve("builds")).size();
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private void executable(String name, String text) throws IOException {
    var file = Files.writeString(root.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Outcome run(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    return outcome(start(environment, launcher, arguments));
  }

  private Process start(Map<String, String> environment, Path launcher, String... arguments) {
    var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
    var builder = new ProcessBuilder(command).directory(root.resolve("elsewhere").toFile());
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Outcome outcome(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes());
    var err = new String(process.getErrorStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }
}
