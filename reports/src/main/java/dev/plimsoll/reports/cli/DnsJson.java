package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.network.dns.Answer;
import dev.plimsoll.network.dns.Lookup.Step;
import dev.plimsoll.network.dns.ResourceRecord;
import dev.plimsoll.reports.RunJson;
import java.util.List;

/// What `plimsoll dns --format json` prints.
final class DnsJson {

  static Json encode(DnsAnswer answer) {
    var conf = answer.conf();
    return Json.object()
        .with("name", answer.lookup().text())
        .with("from", answer.client().text())
        .with("dnsPolicy", answer.client().pod().dns().policy().toString())
        .with("resolver", answer.resolver().toString())
        .with(
            "resolvConf",
            Json.object()
                .with("nameservers", texts(conf.nameservers()))
                .with("searches", texts(conf.searches()))
                .with("options", texts(conf.options()))
                .build())
        .with("nodeIsKnown", answer.isNodeKnown())
        .with("outcome", RunJson.word(answer.lookup().outcome()))
        .with("steps", Json.list(answer.lookup().steps(), step -> encode(answer, step)))
        .build();
  }

  private static Json texts(List<String> texts) {
    return Json.list(texts, Json::text);
  }

  private static Json encode(DnsAnswer answer, Step step) {
    var json = Json.object().with("name", step.name().toString());
    step.search().ifPresent(search -> json.with("search", search));
    return json.with("outcome", RunJson.word(step.outcome()))
        .with("answers", Json.list(step.answers(), each -> encode(answer, each)))
        .build();
  }

  private static Json encode(DnsAnswer answer, Answer each) {
    return Json.object()
        .with("type", each.question().type().toString())
        .with("outcome", RunJson.word(each.outcome()))
        .with("reason", RunJson.word(each.reason()))
        .with("records", Json.list(each.records(), DnsJson::encode))
        .with("additional", Json.list(each.additional(), DnsJson::encode))
        .with("sources", Json.list(each.sources(), source -> encode(answer, source)))
        .build();
  }

  private static Json encode(ResourceRecord record) {
    return Json.object()
        .with("name", record.name().toString())
        .with("type", record.type().toString())
        .with("value", record.value())
        .build();
  }

  private static Json encode(DnsAnswer answer, KubernetesObject source) {
    return Json.object()
        .with("kind", source.kind())
        .with("object", source.metadata().namespacedName())
        .with("place", answer.place(source).toString())
        .build();
  }

  private DnsJson() {}
}
