package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LongRunOptionsTest {

  private static final JsonSource OUT = new JsonSource("standard output");

  @TempDir Path folder;

  @Test
  void whatIsKeptAtABoundIsGoneOnFromWithTheSameCounts() {
    var states = folder.resolve("states").toString();
    var first = check("--checkpoint", states, "--depth", "12");
    assertThat(first.status()).isEqualTo(21);

    var second = check("--resume", states);

    assertThat(second.status()).isZero();
    var whole = document(check());
    for (var figure : List.of("verdict", "distinct", "generated", "depth", "frontier")) {
      assertThat(document(second).members().get(figure)).isEqualTo(whole.members().get(figure));
    }
    assertThat(Path.of(states)).doesNotExist();
  }

  @Test
  void aCheckpointOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    var states = folder.resolve("states").toString();
    check("--checkpoint", states, "--depth", "3");

    var other = check("--resume", states, "--set", "max-messages=3");

    assertThat(other.status()).isEqualTo(65);
    assertThat(other.err()).contains("the checkpoint is of \"./plimsoll check bounded-raft", "not");
    assertThat(check("--checkpoint", states).status()).isEqualTo(65);
    try (var files = Files.list(Path.of(states))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void statesGoOnInFilesPastALimitOfMemoryAndItIsSaid() {
    var run = check("--memory", "1m", "--spill", folder.toString(), "--set", "max-messages=6");

    assertThat(run.status()).isZero();
    var document = document(run);
    assertThat(OUT.whole(OUT.required(document, "distinct"))).isEqualTo(323_331);
    var memory = OUT.members(OUT.required(document, "memory"));
    assertThat(OUT.whole(OUT.required(memory, "inFiles"))).isGreaterThan(1 << 20);
    assertThat(run("--memory", "1m", "--spill", folder.toString(), "--set", "max-messages=6").out())
        .contains("of them in files: past the limit of memory");
  }

  @Test
  void whereFilesCannotBeMadeItIsSaidAtOnce() {
    var run = check("--spill", folder.resolve("nowhere").toString());

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--spill: there is no folder ");
  }

  private CommandLineRun check(String... options) {
    return run(Stream.concat(Stream.of("--format", "json"), Stream.of(options)));
  }

  private CommandLineRun run(String... options) {
    return run(Stream.of(options));
  }

  private CommandLineRun run(Stream<String> options) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("check", "bounded-raft", "--out", folder.resolve("out").toString()),
                options)
            .toArray(String[]::new));
  }

  private static Members document(CommandLineRun run) {
    return OUT.members(JsonReader.read(OUT.file(), run.out()));
  }
}
