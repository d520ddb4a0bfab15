package dev.plimsoll.network.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.workload.PodDns;
import dev.plimsoll.kubernetes.workload.PodDns.Option;
import dev.plimsoll.kubernetes.workload.PodDns.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResolverTest {

  private static final Address DNS = Address.parse("10.96.0.10");
  private static final ResolvConf NODE =
      ResolvConf.parse("# a node\nnameserver 192.0.2.1\nsearch example.com.\noptions rotate\n");
  private static final Configurer CONFIGURER =
      new Configurer(DomainName.parse("cluster.local"), List.of(DNS), NODE);

  private static PodDns pod(Policy policy) {
    return new PodDns(
        policy,
        List.of(Address.parse("1.1.1.1")),
        List.of("corp.example"),
        List.of(new Option("ndots", Optional.of("2")), new Option("edns0", Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLUSTER_FIRST               | false | nameserver 10.96.0.10/nameserver 1.1.1.1\
          /search shop.svc.cluster.local svc.cluster.local cluster.local example.com corp.example\
          /options ndots:2 edns0
          CLUSTER_FIRST               | true  | nameserver 192.0.2.1/nameserver 1.1.1.1\
          /search example.com corp.example/options rotate ndots:2 edns0
          CLUSTER_FIRST_WITH_HOST_NET | true  | nameserver 10.96.0.10/nameserver 1.1.1.1\
          /search shop.svc.cluster.local svc.cluster.local cluster.local example.com corp.example\
          /options ndots:2 edns0
          DEFAULT                     | false | nameserver 192.0.2.1/nameserver 1.1.1.1\
          /search example.com corp.example/options rotate ndots:2 edns0
          NONE                        | false | nameserver 1.1.1.1\
          /search corp.example/options ndots:2 edns0
          """)
  void thePolicyOfAPodSaysWhereItsSettingsAreFrom(
      Policy policy, boolean hostNetwork, String lines) {
    assertThat(CONFIGURER.of("shop", hostNetwork, pod(policy)).lines())
        .containsExactly(lines.split("/"));
  }

  @Test
  void aPodThatDoesNotSayAsksTheClusterWithFiveDots() {
    var conf = CONFIGURER.of("shop", false, PodDns.PLAIN);

    assertThat(conf.ndots()).isEqualTo(5);
    assertThat(conf.nameservers()).containsExactly("10.96.0.10");
  }

  @Test
  void withoutNameServersOfTheClusterThoseOfTheNodeAreAsked() {
    var unaware = new Configurer(DomainName.parse("cluster.local"), List.of(), NODE);

    assertThat(unaware.of("shop", false, PodDns.PLAIN)).isEqualTo(NODE);
  }

  @Test
  void whatIsTooMuchIsLeftOut() {
    var servers = Stream.of("a", "b", "c", "d").map(it -> "nameserver " + it + "\n").toList();
    var searches = IntStream.range(0, 40).mapToObj(i -> "x" + i + ".example").toList();
    var node = ResolvConf.parse(String.join("", servers) + "search " + String.join(" ", searches));
    var pod = new PodDns(Policy.DEFAULT, List.of(), List.of(), List.of());
    var conf =
        new Configurer(DomainName.parse("c.local"), List.of(DNS), node).of("shop", false, pod);

    assertThat(conf.nameservers()).containsExactly("a", "b", "c");
    assertThat(conf.searches()).hasSize(32).startsWith("x0.example");
  }

  @ParameterizedTest
  @CsvSource({"'options ndots:3', 3", "'options ndots:99', 15", "options ndots:x, 1", "'', 1"})
  void theNumberOfDotsIsRead(String line, int ndots) {
    assertThat(ResolvConf.parse("nameserver 10.0.0.1\n" + line).ndots()).isEqualTo(ndots);
  }

  @Test
  void aNameServerWithoutAnAddressIsRefused() {
    assertThatThrownBy(() -> ResolvConf.parse("search a\nnameserver\n"))
        .isInstanceOfSatisfying(ResolvConfException.class, e -> assertThat(e.line()).isEqualTo(2))
        .hasMessage("expected the address of a name server, found nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GLIBC | single                   | ANSWERED   | single.default.svc.cluster.local
          GLIBC | single.default           | ANSWERED   | single.default.default.svc.cluster.local\
          , single.default.svc.cluster.local
          GLIBC | single.default.svc       | ANSWERED   | single.default.svc.default.svc.cluster\
          .local, single.default.svc.svc.cluster.local, single.default.svc.cluster.local
          GLIBC | none.                    | UNKNOWN    | none
          GLIBC | a.b.c.d.e.f              | UNKNOWN    | a.b.c.d.e.f, a.b.c.d.e.f.default.svc\
          .cluster.local, a.b.c.d.e.f.svc.cluster.local, a.b.c.d.e.f.cluster.local
          MUSL  | a.b.c.d.e.f              | UNKNOWN    | a.b.c.d.e.f
          GLIBC | none.default.svc.cluster.local. | NAME_ERROR | none.default.svc.cluster.local
          MUSL  | single.default           | ANSWERED   | single.default.default.svc.cluster.local\
          , single.default.svc.cluster.local
          GLIBC | default.svc.cluster.local. | NO_DATA  | default.svc.cluster.local
          """)
  void namesAreAskedForInOrder(Resolver resolver, String name, Outcome outcome, String asked) {
    var lookup = lookUp(resolver, conf(), name);

    assertThat(lookup.steps().stream().map(step -> step.name().toString()))
        .containsExactly(Stream.of(asked.split(", ")).map(it -> it + ".").toArray(String[]::new));
    assertThat(lookup.outcome()).isEqualTo(outcome);
  }

  /// The namespace `default` is there, with no records: glibc goes on, and musl gives up.
  @Test
  void aNameWithoutRecordsEndsTheSearchInMuslOnly() {
    var conf = new ResolvConf(List.of("x"), List.of("svc.cluster.local"), List.of("ndots:5"));

    assertThat(lookUp(Resolver.GLIBC, conf, "default").steps()).hasSize(2);
    assertThat(lookUp(Resolver.GLIBC, conf, "default").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lookUp(Resolver.MUSL, conf, "default").steps()).hasSize(1);
    assertThat(lookUp(Resolver.MUSL, conf, "default").outcome()).isEqualTo(Outcome.NO_DATA);
  }

  @Test
  void theRootInTheListStandsForTheNameAsItIs() {
    var conf = new ResolvConf(List.of("x"), List.of(".", "cluster.local"), List.of("ndots:5"));

    assertThat(lookUp(Resolver.GLIBC, conf, "a").steps().stream().map(it -> it.name().toString()))
        .containsExactly("a.", "a.cluster.local.");
  }

  @Test
  void aSearchThatMakesANameTooLongIsLeftOut() {
    var longest = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".";
    var conf = new ResolvConf(List.of("x"), List.of(longest + longest), List.of("ndots:9"));

    assertThat(lookUp(Resolver.GLIBC, conf, longest + "d").steps()).hasSize(1);
  }

  private static ResolvConf conf() {
    return new Configurer(DomainName.parse("cluster.local"), List.of(DNS), ResolvConf.EMPTY)
        .of("default", false, PodDns.PLAIN);
  }

  private static Lookup lookUp(Resolver resolver, ResolvConf conf, String name) {
    var zone = Zones.zone(PodMode.INSECURE, false);
    return resolver.lookUp(conf, name, List.of(RecordType.A, RecordType.AAAA), zone::answer);
  }
}
