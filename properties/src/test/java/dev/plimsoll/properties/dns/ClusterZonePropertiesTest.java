package dev.plimsoll.properties.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.dns.ClusterZone;
import dev.plimsoll.network.dns.DomainName;
import dev.plimsoll.network.dns.Outcome;
import dev.plimsoll.network.dns.Question;
import dev.plimsoll.network.dns.RecordType;
import dev.plimsoll.network.dns.ResourceRecord;
import dev.plimsoll.network.dns.ZoneConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// Random Services over few names and addresses: their names are those of the specification.
final class ClusterZonePropertiesTest {

  private static final List<String> NAMESPACES = List.of("n", "m");

  /// @param services each name once, and each cluster IP
  /// @param slices of any Service, or of none
  record Objects(List<Service> services, List<EndpointSlice> slices) {

    ClusterZone zone() {
      return new ClusterZone(
          ZoneConfig.KUBEADM, services, slices, List.of(), Set.copyOf(NAMESPACES));
    }

    List<String> specified() {
      return new SpecifiedRecords(services, slices).all();
    }
  }

  @Property
  void everyRecordOfTheSpecificationIsAnswered(@ForAll("clusters") Objects objects) {
    var zone = objects.zone();
    for (var line : objects.specified()) {
      var words = line.split(" ", 3);
      assertThat(lines(zone, words[0], RecordType.valueOf(words[1]))).as(line).contains(line);
    }
    Statistics.label("records of endpoints")
        .collect(objects.specified().stream().anyMatch(line -> line.contains("10-0-0-")))
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
  }

  @Property
  void aServiceHasNoOtherAddressesPortsAndAliases(@ForAll("clusters") Objects objects) {
    var zone = objects.zone();
    var specified = new HashSet<>(objects.specified());
    for (var name : names(objects)) {
      for (var type : List.of(RecordType.A, RecordType.AAAA, RecordType.CNAME)) {
        assertThat(specified).as("%s %s", name, type).containsAll(lines(zone, name, type));
      }
      assertThat(specified).containsAll(lines(zone, "_p._tcp." + name, RecordType.SRV));
    }
  }

  @Property
  void aNameIsThereForAllTypesOrForNone(@ForAll("clusters") Objects objects) {
    var zone = objects.zone();
    for (var name : names(objects)) {
      var errors =
          Stream.of(RecordType.A, RecordType.AAAA, RecordType.SRV, RecordType.CNAME)
              .map(type -> zone.answer(new Question(DomainName.parse(name), type)).outcome())
              .map(outcome -> outcome == Outcome.NAME_ERROR)
              .collect(Collectors.toSet());
      assertThat(errors).as(name).hasSize(1);
    }
  }

  @Property
  void caseMakesNoDifference(@ForAll("clusters") Objects objects) {
    var zone = objects.zone();
    for (var name : names(objects)) {
      assertThat(lines(zone, name.toUpperCase(Locale.ROOT), RecordType.A))
          .isEqualTo(lines(zone, name, RecordType.A));
    }
  }

  @Property
  void whoIsAtAPortHasTheAddressThatComesWithIt(@ForAll("clusters") Objects objects) {
    var zone = objects.zone();
    for (var name : names(objects)) {
      var question = new Question(DomainName.parse(name), RecordType.SRV);
      for (var extra : zone.answer(question).additional()) {
        assertThat(zone.answer(new Question(extra.name(), extra.type())).records()).contains(extra);
      }
    }
  }

  /// The records of a name as lines, without priority and weight.
  private static List<String> lines(ClusterZone zone, String name, RecordType type) {
    return zone.answer(new Question(DomainName.parse(name), type)).records().stream()
        .filter(record -> record.type() == type)
        .map(ClusterZonePropertiesTest::line)
        .toList();
  }

  private static String line(ResourceRecord record) {
    var value = record.type() == RecordType.SRV ? record.value().split(" ", 3)[2] : record.value();
    return "%s %s %s".formatted(record.name(), record.type(), value);
  }

  private static Set<String> names(Objects objects) {
    return objects.services().stream()
        .map(each -> each.metadata())
        .map(each -> "%s.%s.svc.cluster.local.".formatted(each.name(), each.namespace()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Provide
  Arbitrary<Objects> clusters() {
    return Arbitraries.randomValue(ClusterZonePropertiesTest::objects);
  }

  private static Objects objects(Random random) {
    var services = new ArrayList<Service>();
    var slices = new ArrayList<EndpointSlice>();
    for (var namespace : NAMESPACES) {
      for (var name : List.of("a", "b", "c")) {
        if (random.nextInt(4) > 0) {
          services.add(service(namespace, name, services.size(), random));
        }
        for (var i = random.nextInt(3); i > 0; i--) {
          slices.add(slice(namespace, name, slices.size(), random));
        }
      }
    }
    return new Objects(services, slices);
  }

  private static Service service(String namespace, String name, int number, Random random) {
    var kind = random.nextInt(3);
    return new Service(
        ObjectMeta.of(namespace, name),
        new ServiceSpec(
            kind == 2 ? ServiceType.EXTERNAL_NAME : ServiceType.CLUSTER_IP,
            new TreeMap<>(),
            random.nextBoolean()
                ? List.of(ServicePort.tcp("p", 80), ServicePort.tcp("q", 81))
                : List.of(ServicePort.tcp("", 80)),
            kind == 0 ? List.of(Address.parse("10.96.0." + (number + 1))) : List.of(),
            kind == 1,
            List.of(),
            List.of(),
            TrafficPolicy.CLUSTER,
            TrafficPolicy.CLUSTER,
            new SessionAffinity.None(),
            0,
            false,
            List.of(),
            kind == 2 ? "www.example.com" : ""),
        List.of());
  }

  private static EndpointSlice slice(String namespace, String name, int number, Random random) {
    var endpoints = new ArrayList<Endpoint>();
    for (var i = random.nextInt(4); i > 0; i--) {
      var ready = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
      var address = "10.0.0." + (1 + random.nextInt(6));
      var hostname = random.nextBoolean() ? null : "h" + random.nextInt(2);
      endpoints.add(
          new Endpoint(
                  List.of(address),
                  new Endpoint.Conditions(ready, null, null),
                  null,
                  null,
                  List.of())
              .named(hostname, null));
    }
    var ports =
        random.nextBoolean()
            ? List.of(new EndpointPort("p", Protocol.TCP, 8080))
            : List.of(
                new EndpointPort("p", Protocol.TCP, 8080), new EndpointPort("q", Protocol.UDP, 53));
    return new EndpointSlice(
        ObjectMeta.of(namespace, name + "-" + number).withLabels(Map.of(Service.NAME_LABEL, name)),
        AddressType.IPV4,
        endpoints,
        ports);
  }
}
