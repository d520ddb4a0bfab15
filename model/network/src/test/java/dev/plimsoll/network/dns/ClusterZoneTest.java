package dev.plimsoll.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.KubernetesObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The specification by its sections, and what CoreDNS does besides.
final class ClusterZoneTest {

  private static final String ZONE = ".cluster.local";

  private static Stream<String> values(Answer answer) {
    return answer.records().stream().map(ResourceRecord::value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dns-version                            | TXT   | "1.1.0"
          kubernetes.default.svc                 | A     | 10.3.0.1
          KUBERNETES.Default.svc                 | A     | 10.3.0.1
          kubernetes.default.svc                 | AAAA  | 2001:db8::1
          _https._tcp.kubernetes.default.svc     | A     | 10.3.0.1
          headless.default.svc                   | A     | 10.3.0.100, 10.3.0.101
          headless.default.svc                   | AAAA  | fd00::
          my-pet.headless.default.svc            | A     | 10.3.0.100
          10-3-0-101.headless.default.svc        | A     | 10.3.0.101
          fd00--0.headless.default.svc           | AAAA  | fd00::
          10-3-0-200.single.default.svc          | A     | 10.3.0.200
          portless.default.svc                   | A     | 10.3.0.202
          new.default.svc                        | A     | (the cluster IP that it is given)
          newer.default.svc                      | AAAA  | (the cluster IP that it is given)
          foo.default.svc                        | CNAME | www.example.com.
          10-3-0-7.default.pod                   | A     | 10.3.0.7
          x.10-3-0-7.default.pod                 | A     | 10.3.0.7
          fd00--7.default.pod                    | AAAA  | fd00::7
          """)
  void aNameIsAnswered(String name, RecordType type, String values) {
    var answer = Zones.answer(name + ZONE, type);

    assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(values(answer)).containsExactly(values.split(", "));
    assertThat(answer.records()).allMatch(record -> record.type() == type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          _https._tcp.kubernetes.default.svc | 0 50 443 kubernetes.default.svc.cluster.local.
          _dns._udp.kubernetes.default.svc   | 0 50 53 kubernetes.default.svc.cluster.local.
          dns.udp.kubernetes.default.svc     | 0 50 53 kubernetes.default.svc.cluster.local.
          single.default.svc                 | 0 100 80 single.default.svc.cluster.local.
          my-pet.headless.default.svc        | 0 50 8443 my-pet.headless.default.svc.cluster.local.\
          ; 0 50 53 my-pet.headless.default.svc.cluster.local.
          _https._tcp.headless.default.svc   | 0 33 8443 my-pet.headless.default.svc.cluster.local.\
          ; 0 33 8443 10-3-0-101.headless.default.svc.cluster.local.\
          ; 0 33 8443 fd00--0.headless.default.svc.cluster.local.
          10-3-0-7.default.pod               | 0 100 0 10-3-0-7.default.pod.cluster.local.
          """)
  void portsAreAnsweredWithWhoIsThere(String name, String values) {
    var answer = Zones.answer(name + ZONE, RecordType.SRV);

    assertThat(values(answer)).containsExactly(values.split("; "));
    assertThat(answer.additional()).isNotEmpty();
  }

  @Test
  void withPortsComeTheAddressesOfWhoIsThere() {
    var answer = Zones.answer("_https._tcp.headless.default.svc.cluster.local", RecordType.SRV);

    assertThat(answer.additional().stream().map(ResourceRecord::toString))
        .containsExactly(
            "my-pet.headless.default.svc.cluster.local. IN A 10.3.0.100",
            "10-3-0-101.headless.default.svc.cluster.local. IN A 10.3.0.101",
            "fd00--0.headless.default.svc.cluster.local. IN AAAA fd00::");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.0.3.10.in-addr.arpa   | kubernetes.default.svc.cluster.local.
          100.0.3.10.in-addr.arpa | my-pet.headless.default.svc.cluster.local.
          200.0.3.10.in-addr.arpa | 10-3-0-200.single.default.svc.cluster.local.
          1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa \
          | kubernetes.default.svc.cluster.local.
          """)
  void anAddressHasAName(String name, String value) {
    assertThat(values(Zones.answer(name, RecordType.PTR))).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          single.default.svc      | AAAA  | NO_DATA    | OTHER_TYPE
          single.default.svc      | CNAME | NO_DATA    | OTHER_TYPE
          single.default.svc      | TXT   | NO_DATA    | OTHER_TYPE
          single.default.svc      | PTR   | NO_DATA    | OTHER_TYPE
          new.default.svc         | AAAA  | NO_DATA    | OTHER_TYPE
          portless.default.svc    | SRV   | NO_DATA    | PORTLESS
          foo.default.svc         | SRV   | NO_DATA    | OTHER_TYPE
          loop.default.svc        | A     | NO_DATA    | ALIAS_OF_NOTHING
          itself.default.svc      | A     | NO_DATA    | ALIAS_OF_NOTHING
          default.svc             | A     | NO_DATA    | NAMESPACE
          empty.pod               | A     | NO_DATA    | NAMESPACE
          svc                     | A     | NO_DATA    | APEX
          default.svc             | TXT   | NAME_ERROR | NO_TEXT
          dns-version             | A     | NAME_ERROR | NEITHER_SVC_NOR_POD
          default                 | A     | NAME_ERROR | NEITHER_SVC_NOR_POD
          a.b.c.single.default.svc | A    | NAME_ERROR | TOO_LONG
          other.svc               | A     | NAME_ERROR | NO_NAMESPACE
          single.other.svc        | A     | NAME_ERROR | NO_NAMESPACE
          none.default.svc        | A     | NAME_ERROR | NO_SERVICE
          single.empty.svc        | A     | NAME_ERROR | NO_SERVICE
          unready.default.svc     | A     | NAME_ERROR | NONE_READY
          by-hand.default.svc     | A     | NAME_ERROR | NONE_READY
          unready.headless.default.svc | A | NAME_ERROR | NO_ENDPOINT
          pet-1.headless.default.svc | A  | NAME_ERROR | NO_ENDPOINT
          _http._tcp.single.default.svc | SRV | NAME_ERROR | NO_PORT
          _https._udp.kubernetes.default.svc | SRV | NAME_ERROR | NO_PORT
          _http._tcp.headless.default.svc | SRV | NAME_ERROR | NO_PORT
          _http._tcp.foo.default.svc | SRV | NAME_ERROR | BELOW_ALIAS
          address.default.svc     | A     | NAME_ERROR | ALIAS_OF_ADDRESS
          web-0.default.pod       | A     | NAME_ERROR | NO_ADDRESS
          slices-elsewhere.default.svc | A | UNKNOWN   | SLICES_NOT_KNOWN
          foo.default.svc         | A     | UNKNOWN    | ALIAS_FORWARDED
          """)
  void aNameWithoutRecordsIsToldWhy(String name, RecordType type, Outcome outcome, Reason reason) {
    var answer = Zones.answer(name + ZONE, type);

    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(answer.reason()).isEqualTo(reason);
    assertThat(answer.records()).hasSize(reason == Reason.ALIAS_FORWARDED ? 1 : 0);
  }

  @Test
  void theDomainItselfIsThereAndEmpty() {
    assertThat(Zones.answer("cluster.local", RecordType.A).outcome()).isEqualTo(Outcome.NO_DATA);
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, A, FORWARDED",
    "local, A, FORWARDED",
    "9.0.3.10.in-addr.arpa, PTR, ADDRESS_FORWARDED",
    "0.3.10.in-addr.arpa, PTR, ADDRESS_FORWARDED",
    "102.0.3.10.in-addr.arpa, PTR, ADDRESS_FORWARDED",
    "1.0.3.10.in-addr.arpa, A, ADDRESS_FORWARDED"
  })
  void whatIsNotOfTheClusterIsForwarded(String name, RecordType type, Reason reason) {
    var answer = Zones.answer(name, type);

    assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void anAliasWithinTheClusterIsFollowed() {
    var answer = Zones.answer("inside.default.svc.cluster.local", RecordType.A);

    assertThat(answer.records().stream().map(ResourceRecord::toString))
        .containsExactly(
            "inside.default.svc.cluster.local. IN CNAME single.default.svc.cluster.local.",
            "single.default.svc.cluster.local. IN A 10.3.0.2");
    assertThat(answer.sources().stream().map(each -> each.metadata().name()))
        .containsExactly("inside", "single");
  }

  @Test
  void anAnswerNamesTheObjectsThatItIsFrom() {
    assertThat(sources("headless.default.svc.cluster.local"))
        .containsExactly(
            "Service headless", "EndpointSlice headless-4", "EndpointSlice headless-6");
    assertThat(sources("unready.default.svc.cluster.local"))
        .containsExactly("Service unready", "EndpointSlice unready-4");
    assertThat(sources("none.default.svc.cluster.local")).isEmpty();
  }

  private static Stream<String> sources(String name) {
    return Zones.answer(name, RecordType.A).sources().stream().map(ClusterZoneTest::text);
  }

  private static String text(KubernetesObject object) {
    return object.kind() + " " + object.metadata().name();
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLED, 10-3-0-100, NAME_ERROR, PODS_DISABLED",
    "VERIFIED, 10-3-0-100, ANSWERED, POD",
    "VERIFIED, 10-3-0-7, NAME_ERROR, NO_POD",
    "VERIFIED, 10-3-0-103, NAME_ERROR, NO_POD",
    "VERIFIED, pet, NAME_ERROR, NO_POD",
    "INSECURE, 10-3-0-7, ANSWERED, POD_NAME"
  })
  void namesOfPodsAreAsTheZoneIsSetUp(PodMode mode, String pod, Outcome outcome, Reason reason) {
    var name = DomainName.parse(pod + ".default.pod.cluster.local");
    var answer = Zones.zone(mode, false).answer(new Question(name, RecordType.A));

    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void endpointsMayBeNamedAfterTheirPods() {
    var zone = Zones.zone(PodMode.INSECURE, true);
    var byPod = DomainName.parse("pet-1.headless.default.svc.cluster.local");
    var byAddress = DomainName.parse("10-3-0-101.headless.default.svc.cluster.local");

    assertThat(values(zone.answer(new Question(byPod, RecordType.A))))
        .containsExactly("10.3.0.101");
    assertThat(zone.answer(new Question(byAddress, RecordType.A)).outcome())
        .isEqualTo(Outcome.NAME_ERROR);
  }

  @Test
  void aHeadlessNameIsThereForEveryTypeOrForNone() {
    for (var name : Arrays.asList("unready", "headless", "single", "none")) {
      var outcomes =
          Stream.of(RecordType.A, RecordType.AAAA, RecordType.SRV, RecordType.TXT)
              .map(type -> Zones.answer(name + ".default.svc.cluster.local", type).outcome())
              .map(outcome -> outcome == Outcome.NAME_ERROR)
              .distinct();

      assertThat(outcomes).as(name).hasSize(1);
    }
  }
}
