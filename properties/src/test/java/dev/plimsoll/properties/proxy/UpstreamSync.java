package dev.plimsoll.properties.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.proxy.LargeClusterMode;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A stage of one of kube-proxy's own tests: a sync, and what the test has of it.
///
/// kubernetes `pkg/proxy/iptables/proxier_test.go` (between v1.28 and v1.29).
///
/// @param test its name
/// @param stage as recorded
record UpstreamSync(String test, JsonNode stage) implements ProxySync {

  /// The syncs of each proxy that the tests have, in order; one that a test looks at twice, first
  /// at its rules and then at packets, once.
  static List<List<UpstreamSync>> proxies() {
    var proxies = new ArrayList<List<UpstreamSync>>();
    for (Path file :
        SharedFolder.files(
            SharedFolder.fixtures("kube-proxy").resolve("upstream-tests"),
            name -> name.endsWith(".json"))) {
      var recording = SharedFolder.json(file);
      var syncs = new ArrayList<UpstreamSync>();
      for (JsonNode stage : recording.get("stages")) {
        var sync = new UpstreamSync(recording.get("test").textValue(), stage);
        if (sync.restore().isEmpty()) {
          continue; // The rules of the test of the tracer were not written by a proxy.
        }
        if (!syncs.isEmpty() && !syncs.getLast().config().equals(sync.config())) {
          proxies.add(List.copyOf(syncs));
          syncs.clear();
        }
        if (syncs.isEmpty() || !syncs.getLast().isSeenAgainIn(sync)) {
          syncs.add(sync);
        }
      }
      proxies.add(List.copyOf(syncs));
    }
    proxies.removeIf(List::isEmpty);
    return proxies;
  }

  private boolean isSeenAgainIn(UpstreamSync next) {
    return Stream.of("restoreInput", "services", "endpointSlices")
        .allMatch(what -> next.stage.get(what).equals(stage.get(what)));
  }

  /// The rules that stand in the test, in the order that its authors give them.
  Optional<String> literal() {
    return Optional.ofNullable(stage.path("expectedRulesSorted").textValue())
        .map(UpstreamSync::withLongMarks);
  }

  @Override
  public String restore() {
    return withLongMarks(stage.get("restoreInput").asText());
  }

  @Override
  public String save() {
    return withLongMarks(stage.get("iptablesSave").textValue());
  }

  /// The tests make their proxy with a mark as a text, `0x4000`, that `NewProxier` would not write.
  private static String withLongMarks(String text) {
    return text.replace("0x4000", "0x00004000");
  }

  /// One test makes `iptables-restore` fail before its last stage; others sync twice once there is
  /// no slice any more, if endpoints had rules.
  @Override
  public Unrecorded unrecorded() {
    if (test.equals("TestSyncProxyRulesRepeated") && stage.get("stage").intValue() == 86) {
      return Unrecorded.FAILURE;
    }
    return test.startsWith("TestInternalTrafficPolicyE2E/")
            && !test.endsWith("no_local_endpoints")
            && stage.get("endpointSlices").isEmpty()
        ? Unrecorded.SYNC
        : Unrecorded.NOTHING;
  }

  @Override
  public Manifests manifests() {
    var items = JsonNodeFactory.instance.arrayNode();
    stage.get("services").forEach(items::add);
    stage.get("endpointSlices").forEach(items::add);
    return ManifestReader.read(
        toString(),
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", "v1")
            .put("kind", "List")
            .set("items", items)
            .toString());
  }

  /// What the fake iptables of the test can do is not recorded, but told by what it was given. The
  /// proxies of IPv6 have a node address of IPv4, of which no rule speaks.
  @Override
  public ProxyConfig config() {
    var config = stage.get("config");
    var family = config.get("ipv6").booleanValue() ? Family.IPV6 : Family.IPV4;
    return new ProxyConfig(
        family,
        config.get("hostname").textValue(),
        family == Family.IPV6
            ? Address.parse("2001:db8::1")
            : Address.parse(config.get("nodeIP").textValue()),
        new TreeMap<>(),
        config.get("localDetector").booleanValue()
            ? new LocalDetector.PodCidr(
                Prefix.parse(config.get("localDetectorIfLocal").get(1).textValue()))
            : new LocalDetector.None(),
        nodePortAddresses(config.get("nodePortAddresses")),
        config.get("localhostNodePorts").booleanValue(),
        config.get("masqueradeAll").booleanValue(),
        Long.numberOfTrailingZeros(Long.decode(config.get("masqueradeMark").textValue())),
        restore().contains("--random-fully"),
        false,
        LargeClusterMode.BY_SIZE,
        new Release(Release.Version.V1_30, false, false, false));
  }

  private static NodePortAddresses nodePortAddresses(JsonNode recorded) {
    var texts =
        StreamSupport.stream(recorded.spliterator(), false).map(JsonNode::textValue).toList();
    return texts.contains("MATCH_ALL")
        ? new NodePortAddresses.All()
        : new NodePortAddresses.Listed(texts.stream().map(Address::parse).toList());
  }

  /// `TestSyncProxyRulesRepeated stage 79`.
  @Override
  public String toString() {
    return test + " stage " + stage.get("stage");
  }
}
