package dev.plimsoll.reports.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.reports.ci.Case.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// What is written of suites that hold whatever could go wrong in a format.
final class FormatsTest {

  private static final String AWKWARD = "a<b> & \"c\" | `d` ]]> \u0007 ::error:: 100%, é\n";

  @TempDir Path folder;

  @Test
  void everyCaseIsATestCaseWithItsTraceAsTheTextOfTheFailure() throws Exception {
    var document = xml(JunitXml.write(List.of(suite(null, cases()))));

    var root = document.getDocumentElement();
    assertThat(List.of("tests", "failures", "errors", "skipped").stream().map(root::getAttribute))
        .containsExactly("6", "2", "1", "1");
    assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(6);
    var failure = (Element) root.getElementsByTagName("failure").item(1);
    assertThat(failure.getAttribute("type")).isEqualTo("m/violated");
    assertThat(failure.getAttribute("message")).isEqualTo(AWKWARD.replace('\u0007', '\uFFFD'));
    assertThat(failure.getTextContent())
        .isEqualTo("1 step\n" + AWKWARD.replace('\u0007', '\uFFFD'));
    assertThat(root.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(root.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @Test
  void sarifHasAResultForEachFindingAndKeepsToWhatTheStandardAsks() {
    var text = sarif(suite("the time limit", cases()));

    assertThat(Schemas.errorsOfSarif(text)).isEmpty();
    assertThat(text)
        .containsSubsequence(
            "\"level\": \"note\"", "\"level\": \"warning\"", "\"level\": \"error\"")
        .contains("\"uri\": \"a%20folder/x.yaml\"", "\"startLine\": 7")
        .contains("\"executionSuccessful\": false", "the time limit");
    assertThat(text.split("\"ruleIndex\"", -1)).hasSize(4 + 1);
  }

  @Test
  void sarifOfWhatIsAllWellHasNoResult() {
    var text = sarif(suite(null, List.of(each("holds", Verdict.PASSED, null))));

    assertThat(Schemas.errorsOfSarif(text)).isEmpty();
    assertThat(text).contains("\"results\": []", "\"id\": \"m/holds\"");
  }

  @Test
  void whatSarifDoesNotAllowIsNoticed() {
    var text = sarif(suite(null, cases()));

    assertThat(Schemas.errorsOfSarif(text.replace("\"startLine\": 7", "\"startLine\": 0")))
        .isNotEmpty();
    assertThat(Schemas.errorsOfSarif(text.replace("\"level\": \"error\"", "\"level\": \"bad\"")))
        .isNotEmpty();
  }

  @Test
  void aFingerprintDoesNotDependOnTheTraceOrTheLine() {
    var here = fingerprint(each("x", Verdict.VIOLATED, new Place("a", 1)));
    var there =
        fingerprint(
            new Case(
                "x",
                "always",
                new Case.Rule("m/x", "x"),
                Verdict.VIOLATED,
                "otherwise",
                List.of("another trace"),
                List.of(),
                new Place("b", 99)));

    assertThat(here).isEqualTo(there).matches("[0-9a-f]{32}");
    assertThat(fingerprint(each("y", Verdict.VIOLATED, null))).isNotEqualTo(here);
  }

  private static String fingerprint(Case each) {
    return sarif(suite(null, List.of(each)))
        .replaceFirst("(?s).*\"plimsoll/v1\": \"(.*?)\".*", "$1");
  }

  private static String sarif(Suite suite) {
    return JsonWriter.indented(Sarif.encode(List.of(suite), "1.2.3-SNAPSHOT"));
  }

  @Test
  void markdownHasATableAndEachFindingWithItsTraceFoldedAway() {
    var text = Markdown.write(List.of(suite(null, cases())));

    assertThat(text)
        .startsWith("## Plimsoll: 3 of 6 claims failed\n\n| run | answer | seen | time |\n")
        .contains("| m a=1 | ❌ 3 failed | 5 states | 1.50 s |\n")
        .contains("### ❌ a&lt;b> & \"c\" | \\`d\\` \\]\\]> ")
        .contains(
            "`a folder/x.yaml:7`", "<details><summary>the trace</summary>\n\n```text\n1 step\n");
    assertThat(text.lines().filter(line -> line.startsWith("### "))).hasSize(4);
  }

  @Test
  void aFenceIsLongerThanAnyInTheTraceAndALongTraceIsCut() {
    var lines = Collections.nCopies(1_000, "```` line");
    var each =
        new Case(
            "x",
            "always",
            new Case.Rule("m/x", "x"),
            Verdict.VIOLATED,
            "x",
            lines,
            List.of(),
            null);

    assertThat(Markdown.write(List.of(suite(null, List.of(each)))))
        .contains("\n`````text\n", "... (800 lines) ...\n");
  }

  @Test
  void gitHubIsToldOfFailuresInOneLineEach() {
    assertThat(GitHub.annotations(List.of(suite(null, cases()))))
        .hasSize(3)
        .allMatch(line -> line.lines().count() == 1)
        .contains(
            "::error file=a folder/x.yaml,line=7,title=m/violated::"
                + "a<b> & \"c\" | `d` ]]> \u0007 ::error:: 100%25, é%0A%0A1 step%0A"
                + "a<b> & \"c\" | `d` ]]> \u0007 ::error:: 100%25, é%0A");
    var many = IntStream.range(0, 25).mapToObj(i -> each("x" + i, Verdict.VIOLATED, null)).toList();
    assertThat(GitHub.annotations(List.of(suite(null, many))))
        .hasSize(GitHub.MOST_ANNOTATIONS)
        .last()
        .isEqualTo("::error title=plimsoll::and 16 more");
  }

  @Test
  void gitHubIsToldOnlyWhereThisIsOneOfItsWorkflows() throws IOException {
    var summary = Files.writeString(folder.resolve("summary.md"), "before\n");
    var suites = List.of(suite(null, cases()));

    assertThat(told(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), suites)).isEmpty();
    assertThat(summary).hasContent("before\n");
    var environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());
    assertThat(told(environment, suites).lines())
        .hasSize(3)
        .allMatch(l -> l.startsWith("::error "));
    assertThat(summary).hasContent("before\n" + Markdown.write(suites));
    var folderInstead = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", folder.toString());
    assertThat(told(folderInstead, suites)).contains("plimsoll: cannot write GITHUB_STEP_SUMMARY");
  }

  private static String told(Map<String, String> environment, List<Suite> suites) {
    var err = new StringWriter();
    new GitHub(environment, new PrintWriter(err)).tell(suites);
    return err.toString();
  }

  private static Suite suite(@Nullable String stopped, List<Case> cases) {
    return new Suite(
        "m", "a=1", "./plimsoll check m", "5 states", Duration.ofMillis(1500), stopped, cases);
  }

  private static List<Case> cases() {
    return List.of(
        each("holds", Verdict.PASSED, null),
        each("vacuous", Verdict.VACUOUS, null),
        each("open", Verdict.OPEN, null),
        each("never seen", Verdict.NEVER_SEEN, null),
        each("violated", Verdict.VIOLATED, new Place("a folder/x.yaml", 7)),
        each("broken", Verdict.BROKEN, null));
  }

  private static Case each(String name, Verdict verdict, @Nullable Place place) {
    var isViolated = verdict == Verdict.VIOLATED;
    return new Case(
        name,
        "always",
        new Case.Rule("m/" + name, name),
        verdict,
        verdict == Verdict.PASSED ? "" : AWKWARD,
        isViolated ? List.of("1 step", AWKWARD) : List.of(),
        isViolated ? List.of("step") : List.of(),
        place);
  }
}
