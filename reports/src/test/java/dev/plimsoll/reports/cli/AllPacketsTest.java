package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.reports.ci.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllPacketsTest {

  private static final String RULES =
      """
      *filter
      :INPUT DROP [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :WEB - [0:0]
      :ORPHAN - [0:0]
      -A INPUT -s 10.0.0.0/8 -j DROP
      -A INPUT -s 10.1.0.0/16 -p tcp -m tcp --dport 22 -j ACCEPT
      -A INPUT -p tcp -m tcp --dport 443 -j WEB
      -A WEB -p udp -j REJECT
      -A WEB -j ACCEPT
      -A ORPHAN -j DROP
      COMMIT
      """;

  @TempDir Path folder;
  private Path dump = Path.of("");

  @BeforeEach
  void aDump() throws IOException {
    dump = Files.writeString(folder.resolve("dump"), RULES);
  }

  @Test
  void allPacketsFallIntoClassesWithASampleEach() {
    var run = routes(dump.toString(), "--all");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("ACCEPT local by lo", "DROP", "such as tcp ", " classes of 2^");
    var source = new JsonSource("standard output");
    var json =
        source.members(
            JsonReader.read(
                "standard output", routes(dump.toString(), "--all", "--format", "json").out()));
    assertThat(Schemas.errors("packetClasses", json(dump.toString(), "--all"))).isEmpty();
    assertThat(source.elements(source.required(json, "classes"))).isNotEmpty();
  }

  @Test
  void exactlyThePacketsOfAChangedPortChangeToTheNodeAndToBroadcasts() throws IOException {
    var later = Files.writeString(folder.resolve("later"), RULES.replace("443", "444"));

    var run = routes("--diff", dump.toString(), later.toString());

    assertThat(run.status()).as(run.err()).isEqualTo(12);
    assertThat(run.out())
        .contains("6 changes of fate", "to port 443", "to port 444")
        .contains(dump + ":9 " + dump + ":11", "by eth0");
  }

  /// The code of a state has more values than there are states.
  @Test
  void statesAreNamedInWhateverSetThereIs() throws IOException {
    Files.writeString(
        dump,
        """
        *filter
        :INPUT ACCEPT [0:0]
        -A INPUT -d 10.0.0.0/8 -m conntrack --ctstate NEW,RELATED -j DROP
        -A INPUT -d 192.168.0.2/32 -m conntrack --ctstate NEW,RELATED,ESTABLISHED -j REJECT
        -A INPUT -d 192.168.0.0/16 -m conntrack --ctstate UNTRACKED -j DROP
        COMMIT
        """);

    var run = routes(dump.toString(), "--all");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("state UNTRACKED", "NEW")
        .doesNotContain("state ,", "state not ,");
  }

  @Test
  void aChangeIsAResultAtTheLastRuleThatPacketsMeetNow() throws IOException {
    var later = Files.writeString(folder.resolve("later"), RULES.replace("443", "444")).toString();

    var sarif = routes("--diff", dump.toString(), later, "--format", "sarif");

    assertThat(sarif.status()).isEqualTo(12);
    assertThat(Schemas.errorsOfSarif(sarif.out())).isEmpty();
    assertThat(sarif.out()).contains("\"ruleId\": \"routes/fate-changed\"", "later\"}");
    assertThat(routes("--diff", later, later, "--format", "sarif").out())
        .contains("\"results\": []");
    assertThat(Schemas.errors("packetChanges", json("--diff", dump.toString(), later))).isEmpty();
  }

  @Test
  void aRuleThatNoPacketMeetsIsAWarning() {
    var sarif = routes(dump.toString(), "--shadowed", "--format", "sarif");

    assertThat(sarif.status()).isZero();
    assertThat(Schemas.errorsOfSarif(sarif.out())).isEmpty();
    assertThat(sarif.out())
        .contains("\"ruleId\": \"routes/shadowed\"", "\"level\": \"warning\"")
        .contains("\"startLine\": 8", "\"relatedLocations\"")
        .doesNotContain("\"level\": \"error\", \"message\"");
    assertThat(Schemas.errors("deadRules", json(dump.toString(), "--shadowed"))).isEmpty();
  }

  @Test
  void eachAnswerHasItsPage() throws IOException {
    var later = Files.writeString(folder.resolve("later"), RULES.replace("443", "444")).toString();
    var page = folder.resolve("page.html");

    routes(dump.toString(), "--all", "--html", page.toString());
    assertThat(page)
        .content()
        .contains("ACCEPT local by lo", "class=\"box", "Such as", " classes<");
    routes("--diff", dump.toString(), later, "--html", page.toString());
    assertThat(page).content().contains("Packets fare otherwise", "to port 444", ">Was<", ">Is<");
    routes(dump.toString(), "--shadowed", "--html", page.toString());
    assertThat(page).content().contains("Dead rules", "shadowed by line ", "-s 10.1.0.0/16 -p tcp");
  }

  private static String json(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    return routes(all.toArray(String[]::new)).out();
  }

  @Test
  void anOrderOfRulesThatDoesNotMatterIsNoChange() throws IOException {
    var without = RULES.replace("-A INPUT -s 10.1.0.0/16 -p tcp -m tcp --dport 22 -j ACCEPT\n", "");
    var later = Files.writeString(folder.resolve("later"), without);

    var run = routes("--diff", dump.toString(), later.toString());

    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).isEqualTo("no packet has another fate\n");
  }

  @Test
  void rulesThatNoPacketMeetsAreListedWithTheReason() {
    var run = routes(dump.toString(), "--shadowed");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(dump + ":8  filter INPUT rule 2", "shadowed by " + dump + ":7\n")
        .contains(dump + ":10  filter WEB rule 1")
        .contains("no packet that gets into its chain meets its conditions")
        .contains(dump + ":12  filter ORPHAN rule 1", "no packet gets into its chain")
        .contains("3 rules are met by no packet");
  }

  @Test
  void aCommentDoesNotColourTheTerminal() throws IOException {
    Files.writeString(
        dump, "*filter\n:A - [0:0]\n-A A -m comment --comment \"\u001b[31m\" -j DROP\nCOMMIT\n");

    assertThat(routes(dump.toString(), "--shadowed").out())
        .contains("--comment \"\\u001b[31m\"")
        .doesNotContain("\u001b");
  }

  @Test
  void oneQuestionIsAskedAtATime() {
    assertThat(routes(dump.toString()).status()).isEqualTo(64);
    assertThat(routes(dump.toString(), "--all", "--shadowed").status()).isEqualTo(64);
    assertThat(routes("--diff", dump.toString()).err())
        .contains("expects DUMP and one of --objects FILE, --all, --shadowed; or --diff OLD NEW");
    assertThat(routes(dump.toString(), "--all", "--limit", "-1").status()).isEqualTo(64);
  }

  @Test
  void aBrokenDumpEndsWith65AndItsLine() throws IOException {
    Files.writeString(dump, RULES.replace("-j ACCEPT", "-j ACCEPT ACCEPT"));

    var run = routes(dump.toString(), "--all");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).contains(dump + ":8");
  }

  private static CommandLineRun routes(String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = "routes";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--node-address";
    all[arguments.length + 2] = "192.168.0.2/24@eth0";
    return CommandLineRun.of(all);
  }
}
