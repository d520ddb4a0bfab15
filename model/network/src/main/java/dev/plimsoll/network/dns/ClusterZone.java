package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.dns.Entry.Found;
import dev.plimsoll.network.dns.ResourceRecord.Data;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names of a cluster: what its DNS answers, by the objects that it knows.
///
/// Names that are not of the cluster are forwarded, as are addresses that nobody in the cluster has
/// (the option `fallthrough` for `in-addr.arpa` and `ip6.arpa` that kubeadm writes).
///
/// Source: CoreDNS v1.14, `plugin/kubernetes/handler.go`, `plugin/backend_lookup.go`.
public final class ClusterZone {

  /// The version of the specification that is followed.
  public static final String SCHEMA_VERSION = "1.1.0";

  private static final List<String> SCHEMA_LABELS = List.of("dns-version");

  /// How many aliases may follow one another: `maxCnameChainLength`.
  private static final int LONGEST_CHAIN = 10;

  private final ZoneConfig config;
  private final Set<String> namespaces;
  private final ServiceEntries services;
  private final PodEntries pods;
  private final ReverseNames reverse;

  /// @param services of two with one name the later counts
  /// @param namespaces that there are
  public ClusterZone(
      ZoneConfig config,
      List<Service> services,
      List<EndpointSlice> slices,
      List<Pod> pods,
      Set<String> namespaces) {
    this.config = config;
    this.namespaces = Set.copyOf(namespaces);
    this.services = new ServiceEntries(config, byName(services), slices);
    this.pods = new PodEntries(config, pods);
    reverse = new ReverseNames(this.services);
  }

  private static Collection<Service> byName(List<Service> services) {
    var byName = new LinkedHashMap<String, Service>();
    services.forEach(each -> byName.put(each.metadata().namespacedName(), each));
    return List.copyOf(byName.values());
  }

  /// What it answers.
  public Answer answer(Question question) {
    if (ReverseNames.isReverse(question.name())) {
      return reverse.answer(question);
    }
    if (!question.name().isWithin(config.domain())) {
      return Answer.without(question, Outcome.UNKNOWN, Reason.FORWARDED, List.of());
    }
    return switch (question.type()) {
      case A, AAAA -> addresses(question);
      case SRV -> servers(question);
      case CNAME -> alias(question);
      case TXT -> text(question);
      case PTR -> nothing(question, find(question.name()));
    };
  }

  private Found find(DomainName name) {
    var labels = name.leftOf(config.domain());
    var parsed = RecordRequest.of(labels);
    if (parsed.isEmpty()) {
      return Found.none(RecordRequest.mistake(labels), List.of());
    }
    var request = parsed.get();
    if (request.kind().isEmpty()) {
      return Found.nobody(Reason.APEX);
    }
    if (!namespaces.contains(request.namespace())) {
      return Found.none(Reason.NO_NAMESPACE, List.of());
    }
    return request.kind().equals(RecordRequest.POD) ? pods.find(request) : services.find(request);
  }

  /// The answer where nobody is at a name who has what is asked for.
  private static Answer nothing(Question question, Found found) {
    if (!found.isKnown()) {
      return Answer.without(question, Outcome.UNKNOWN, found.reason(), found.sources());
    }
    if (!found.exists()) {
      return Answer.without(question, Outcome.NAME_ERROR, found.reason(), found.sources());
    }
    var reason = found.entries().isEmpty() ? found.reason() : Reason.OTHER_TYPE;
    return Answer.without(question, Outcome.NO_DATA, reason, found.sources());
  }

  private Answer addresses(Question question) {
    return addresses(question, find(question.name()), List.of());
  }

  /// @param chain the aliases that have led here
  private Answer addresses(Question question, Found found, List<ResourceRecord> chain) {
    var records = new LinkedHashSet<ResourceRecord>();
    for (var entry : found.entries()) {
      if (entry.alias().isPresent()) {
        return follow(question, entry, entry.alias().get(), chain);
      }
      var record = new ResourceRecord(question.name(), entry.host());
      if (record.type() == question.type()) {
        records.add(record);
      }
    }
    return records.isEmpty()
        ? nothing(question, found)
        : Answer.with(question, found.reason(), List.copyOf(records), found.sources());
  }

  /// What an alias leads to; that of a Service is the only one at its name.
  private Answer follow(
      Question question, Entry entry, DomainName target, List<ResourceRecord> chain) {
    var record = new ResourceRecord(question.name(), entry.host());
    var sources = new ArrayList<>(entry.sources());
    var nothing =
        Answer.without(question, Outcome.NO_DATA, Reason.ALIAS_OF_NOTHING, entry.sources());
    if (target.isWithin(question.name())
        || chain.size() > LONGEST_CHAIN
        || chain.contains(record)) {
      return nothing;
    }
    if (!target.isWithin(config.domain())) {
      return new Answer(
          question, Outcome.UNKNOWN, Reason.ALIAS_FORWARDED, List.of(record), List.of(), sources);
    }
    var longer = new ArrayList<>(chain);
    longer.add(record);
    var next = addresses(new Question(target, question.type()), find(target), longer);
    sources.addAll(next.sources());
    var records = new ArrayList<>(List.of(record));
    records.addAll(next.records());
    return switch (next.outcome()) {
      case ANSWERED -> Answer.with(question, Reason.ALIAS, records, sources);
      case UNKNOWN ->
          new Answer(question, Outcome.UNKNOWN, next.reason(), records, List.of(), sources);
      case NO_DATA, NAME_ERROR ->
          Answer.without(question, Outcome.NO_DATA, Reason.ALIAS_OF_NOTHING, sources);
    };
  }

  private Answer servers(Question question) {
    var found = find(question.name());
    var entries = found.entries().stream().filter(entry -> entry.alias().isEmpty()).toList();
    var records = new LinkedHashSet<ResourceRecord>();
    var additional = new LinkedHashSet<ResourceRecord>();
    for (var entry : entries) {
      if (entry.port() != Entry.NO_PORT) {
        records.add(
            new ResourceRecord(
                question.name(),
                new Data.Server(0, weight(entries.size()), entry.port(), entry.key())));
        additional.add(new ResourceRecord(entry.key(), entry.host()));
      }
    }
    if (records.isEmpty()) {
      var isPortless = !entries.isEmpty();
      return isPortless
          ? Answer.without(question, Outcome.NO_DATA, Reason.PORTLESS, found.sources())
          : nothing(question, found);
    }
    return new Answer(
        question,
        Outcome.ANSWERED,
        found.reason(),
        List.copyOf(records),
        List.copyOf(additional),
        found.sources());
  }

  /// The weight of one of so many, of 100: `SRV` of `backend_lookup.go`, rounded as there.
  private static int weight(int entries) {
    return Math.max(1, (int) Math.floor(100.0 / (100 * entries) * 100));
  }

  private Answer alias(Question question) {
    var found = find(question.name());
    return found.entries().stream()
        .filter(entry -> entry.alias().isPresent())
        .findFirst()
        .map(entry -> new ResourceRecord(question.name(), entry.host()))
        .map(it -> Answer.with(question, found.reason(), List.of(it), found.sources()))
        .orElseGet(() -> nothing(question, found));
  }

  /// There is text at one name; a name without addresses is none for CoreDNS when it is asked for
  /// text.
  private Answer text(Question question) {
    if (question.name().leftOf(config.domain()).equals(SCHEMA_LABELS)) {
      var text = new ResourceRecord(question.name(), new Data.Text(SCHEMA_VERSION));
      return Answer.with(question, Reason.SCHEMA_VERSION, List.of(text), List.of());
    }
    var found = find(question.name());
    return found.exists() && found.entries().isEmpty()
        ? Answer.without(question, Outcome.NAME_ERROR, Reason.NO_TEXT, found.sources())
        : nothing(question, found);
  }
}
