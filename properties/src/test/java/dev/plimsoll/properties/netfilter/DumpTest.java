package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.text.Statement;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Real dumps: what is read can be written again, and nothing is lost on the way.
class DumpTest {

  /// Files of the collection that are not iptables-save output, with the line and the reason.
  private static final Map<String, String> REFUSED =
      Map.of(
          "fw__net-network__blog_a-unikernel-firewall-for-qubesos_iptables-save.iptables-save",
          ":1: found \"This is slightly different (my main VMs are now using\", expected *TABLE",
          "fw__net-network__found_online_pastebin.com_FNwfaEED_iptables-save.iptables-save",
          ":1: found \"root@testaca1:~# iptables-save\", expected *TABLE",
          "fw__net-network__config_private_root_iptables-save.iptables-save",
          ":23: -s <private_ip>/32: \"<private_ip>\" is not an address");

  @Test
  void everySharedDumpIsWrittenAsItWasReadOrIsRefusedWithAReason() {
    var different = new ArrayList<String>();
    int read = 0;
    for (Path file : collection()) {
      String name = file.getFileName().toString();
      String text = SharedFolder.latin1(file);
      String refused = REFUSED.get(name);
      if (refused != null) {
        assertThatThrownBy(() -> Dump.parse(name, text))
            .isInstanceOf(DumpException.class)
            .hasMessageContaining(name + refused);
      } else {
        compare(name, text, different);
        read++;
      }
    }
    assertThat(different).isEmpty();
    assertThat(read).isEqualTo(77);
  }

  @Test
  void everyDumpOfKubeProxyIsWrittenAsItWasRead() {
    var different = new ArrayList<String>();
    List<Path> files =
        SharedFolder.files(SharedFolder.fixtures("kube-proxy"), file -> file.endsWith(".txt"));
    for (Path file : files) {
      compare(file.toString(), SharedFolder.latin1(file), different);
    }
    assertThat(different).isEmpty();
    assertThat(files).hasSize(1468);
  }

  @Test
  void everyRuleThatTheKernelPrintedIsSpelledTheSameFromItsRecordsAlone() {
    var different = new ArrayList<String>();
    long rules = 0;
    for (Path file :
        SharedFolder.files(SharedFolder.fixtures("kube-proxy"), name -> name.contains("kernel-"))) {
      if (file.toString().endsWith(".txt")) {
        rules += respell(file, different);
      }
    }
    assertThat(different).isEmpty();
    assertThat(rules).isGreaterThan(80_000);
  }

  @Test
  void everyRuleOfTheCollectionMeansTheSameWhenItIsSpelledFromItsRecords() {
    var different = new ArrayList<String>();
    for (Path file : collection()) {
      if (!REFUSED.containsKey(file.getFileName().toString())) {
        for (Rule rule : rules(Dump.parse(file.toString(), SharedFolder.latin1(file))).toList()) {
          List<String> words = Spelling.words(rule.modules(), rule.target());
          String again = "*filter\n-A FORWARD " + String.join(" ", words) + "\nCOMMIT\n";
          Rule reread = rules(Dump.parse("again", again)).findFirst().orElseThrow();
          if (!reread.modules().equals(rule.modules()) || !reread.target().equals(rule.target())) {
            different.add(rule.text() + "\n  " + String.join(" ", words));
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static List<Path> collection() {
    return SharedFolder.files(
        SharedFolder.fixtures("iptables-dumps"),
        name -> name.endsWith(".iptables-save") || name.endsWith(".txt"));
  }

  /// Compares a text with what is written after reading it, line by line.
  private static void compare(String name, String text, List<String> different) {
    Dump dump;
    try {
      dump = Dump.parse(name, text);
    } catch (DumpException e) {
      different.add(String.valueOf(e.getMessage()));
      return;
    }
    List<String> expected =
        text.lines()
            .map(line -> single(line.strip()))
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    List<String> written = dump.text().lines().toList();
    for (int i = 0; i < Math.max(expected.size(), written.size()); i++) {
      String was = i < expected.size() ? expected.get(i) : "(nothing)";
      String is = i < written.size() ? written.get(i) : "(nothing)";
      if (!was.equals(is)) {
        different.add(name + ": " + was + "\n  written: " + is);
        return;
      }
    }
  }

  /// One blank for each run of blanks outside quotes.
  private static String single(String line) {
    var single = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"' && line.charAt(Math.max(0, i - 1)) != '\\';
      if (quoted || c != ' ' || line.charAt(i - 1) != ' ') {
        single.append(c);
      }
    }
    return single.toString();
  }

  private static long respell(Path file, List<String> different) {
    List<Rule> rules = rules(Dump.parse(file.toString(), SharedFolder.latin1(file))).toList();
    for (Rule rule : rules) {
      List<String> words = Spelling.words(rule.modules(), rule.target());
      if (!words.equals(rule.words())) {
        different.add(
            rule.text() + "\n  spelled: " + words.stream().collect(Collectors.joining(" ")));
      }
    }
    return rules.size();
  }

  private static Stream<Rule> rules(Dump dump) {
    return dump.sections().stream()
        .flatMap(section -> section.statements().stream())
        .flatMap(
            statement ->
                switch (statement) {
                  case Statement.Append(_, _, Rule rule) -> Stream.of(rule);
                  case Statement.Insert(_, _, _, Rule rule) -> Stream.of(rule);
                  case Statement other -> Stream.<Rule>empty();
                });
  }
}
