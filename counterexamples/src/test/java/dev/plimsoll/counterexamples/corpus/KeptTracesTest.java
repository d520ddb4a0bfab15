package dev.plimsoll.counterexamples.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Regression.Status;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The traces below `counterexamples/` are tests. Those that are kept must violate what they were
/// kept for; those that runs have left behind are told of where they do not any more.
final class KeptTracesTest {

  private static final Corpus CORPUS =
      new Corpus(Path.of(System.getProperty("plimsoll.root", "..")).resolve("counterexamples"));
  private static final Corpus KEPT = CORPUS.kept();

  @TestFactory
  Stream<DynamicTest> whatIsKeptStillViolatesItsClaim() throws IOException {
    assertThat(KEPT.files()).hasSizeGreaterThanOrEqualTo(5);
    return KEPT.files().stream()
        .map(
            file ->
                dynamicTest(
                    name(file),
                    () -> {
                      var regression = Regression.of(file, KeptTracesTest::model);
                      assertThat(regression.status())
                          .as(String.join("\n", regression.lines()))
                          .isEqualTo(Status.VIOLATES);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatRunsLeftBehindIsReplayed() throws IOException {
    return CORPUS.left().stream()
        .map(
            file ->
                dynamicTest(
                    name(file),
                    () -> {
                      var regression = Regression.of(file, KeptTracesTest::model);
                      Assumptions.assumeTrue(
                          regression.status() == Status.VIOLATES,
                          () -> String.join("\n", regression.lines()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theSameViolationWritesTheSameFile() throws IOException {
    return KEPT.files().stream()
        .map(
            file ->
                dynamicTest(
                    name(file),
                    () -> {
                      var kept = Corpus.read(file);
                      assertThat(JsonWriter.indented(Itf.encode(searched(kept))))
                          .isEqualTo(Files.readString(file));
                    }));
  }

  /// The counterexample that a search finds now, said to be found by the same version.
  private static Counterexample searched(Counterexample kept) {
    var result =
        Search.check(model(kept), SearchOptions.defaults().withClaims(Set.of(kept.claim())));
    var found =
        Counterexample.of(kept.model(), kept.parameters(), result.claim(kept.claim()))
            .orElseThrow();
    return new Counterexample(
        found.model(),
        found.parameters(),
        found.claim(),
        found.kind(),
        found.trace(),
        kept.version());
  }

  private static Model model(Counterexample counterexample) {
    var given = new LinkedHashMap<String, String>();
    counterexample.parameters().values().forEach((name, value) -> given.put(name, "" + value));
    return Catalog.load().find(counterexample.model()).configure(given).model();
  }

  private static String name(Path file) {
    return CORPUS.folder().relativize(file).toString();
  }
}
