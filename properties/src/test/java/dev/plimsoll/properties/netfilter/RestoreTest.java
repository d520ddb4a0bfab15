package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.Loading;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What kube-proxy's partial restores leave behind: the table before, changed by
/// `iptables-restore --noflush`, is the table after.
class RestoreTest {

  @Test
  void aRestoreOverTheTablesBeforeGivesTheTablesAfter() {
    var different = new ArrayList<String>();
    int restores = 0;
    for (Path before :
        SharedFolder.files(
            SharedFolder.fixtures("kube-proxy"), name -> name.matches("step\\d+-save.txt"))) {
      int step = Integer.parseInt(before.getFileName().toString().replaceAll("\\D", ""));
      Path after = before.resolveSibling("step" + (step + 1) + "-save.txt");
      if (Files.exists(after)) {
        Path restore = before.resolveSibling("step" + (step + 1) + "-restore.txt");
        RuleSet restored =
            Loading.checked(dump(before).load(), dump(restore), Loading.Existing.KEPT);
        if (!rules(restored).equals(rules(dump(after).load()))) {
          different.add(restore.toString());
        }
        restores++;
      }
    }
    System.out.printf("restores: %d, different: %d%n", restores, different.size());
    assertThat(different).isEmpty();
    assertThat(restores).isEqualTo(205);
  }

  private static Dump dump(Path file) {
    return Dump.parse(file.toString(), SharedFolder.latin1(file));
  }

  private static Map<String, List<String>> rules(RuleSet rules) {
    var texts = new TreeMap<String, List<String>>();
    rules
        .tables()
        .forEach(
            (name, table) -> {
              for (Chain chain : table.chains().values()) {
                texts.put(
                    name + " " + chain.name(), chain.rules().stream().map(Rule::text).toList());
              }
            });
    return texts;
  }
}
