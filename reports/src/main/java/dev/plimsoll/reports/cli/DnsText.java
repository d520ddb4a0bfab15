package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.network.dns.Answer;
import dev.plimsoll.network.dns.Lookup.Step;
import dev.plimsoll.network.dns.Outcome;
import dev.plimsoll.network.dns.ResourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a pod asks and is answered, as lines of text.
final class DnsText {

  private final DnsAnswer answer;
  private final List<String> lines = new ArrayList<>();

  private DnsText(DnsAnswer answer) {
    this.answer = answer;
  }

  /// How it ends; by which settings; then every name that is asked for.
  static List<String> lines(DnsAnswer answer) {
    var text = new DnsText(answer);
    text.tellEnd();
    answer.conf().lines().forEach(line -> text.lines.add("     " + line));
    answer.lookup().steps().forEach(text::tell);
    if (answer.missesSearches()) {
      text.lines.add(
          "warning the domains that the node searches are not known, which come before the name"
              + " as it is: --resolv-conf");
    }
    return text.lines;
  }

  private void tellEnd() {
    var client = answer.client();
    var lookup = answer.lookup();
    lines.add(
        "%s  from %s  dnsPolicy %s%s  %s"
            .formatted(
                lookup.text(),
                client.text(),
                client.pod().dns().policy(),
                client.pod().hostNetwork() ? "  hostNetwork" : "",
                answer.resolver()));
    var values =
        lookup.outcome() == Outcome.ANSWERED
            ? lookup.steps().getLast().answers().stream()
                .flatMap(each -> each.records().stream())
                .map(ResourceRecord::value)
                .distinct()
                .collect(Collectors.joining("  ", "  ", ""))
            : "";
    lines.add("  -> " + lookup.outcome() + values);
  }

  private void tell(Step step) {
    lines.add(
        "  %s%s".formatted(step.name(), step.search().map(it -> "  by search " + it).orElse("")));
    step.answers().forEach(this::tell);
  }

  private void tell(Answer each) {
    lines.add("     %-5s %s: %s".formatted(each.question().type(), each.outcome(), each.reason()));
    each.records().forEach(record -> lines.add("           " + record));
    each.additional().forEach(record -> lines.add("           with " + record));
    each.sources().forEach(source -> lines.add("           by " + text(source)));
  }

  private String text(KubernetesObject object) {
    return "%s %s at %s"
        .formatted(object.kind(), object.metadata().namespacedName(), answer.place(object));
  }
}
