package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.ipset.IpSets;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;

/// Rules and packets made by chance: the kernel of this machine does what the model says.
@AddLifecycleHook(KernelThere.class)
class KernelPathsTest {

  private static final int PACKETS = 20;
  private static final int CONVERSATIONS = 5;
  private static final int RULE_SETS = 125;
  private static final int RULE_SETS_BY_NIGHT = 2500;

  private static final Map<Family, KernelNode> NODES = new EnumMap<>(Family.class);
  private static final Agreement AGREEMENT = new Agreement();

  @Property(tries = RULE_SETS, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void ipv4PacketsMatchTheRulesThatTheModelNames(@ForAll long seed) {
    compare(World.IPV4, new Random(seed));
  }

  @Property(tries = RULE_SETS, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void ipv6PacketsMatchTheRulesThatTheModelNames(@ForAll long seed) {
    compare(World.IPV6, new Random(seed));
  }

  @Property(tries = RULE_SETS, seed = "2", edgeCases = EdgeCasesMode.NONE)
  void laterPacketsOfAnIpv4ConnectionFollowTheFirst(@ForAll long seed) {
    converse(World.IPV4, new Random(seed));
  }

  @Property(tries = RULE_SETS, seed = "2", edgeCases = EdgeCasesMode.NONE)
  void laterPacketsOfAnIpv6ConnectionFollowTheFirst(@ForAll long seed) {
    converse(World.IPV6, new Random(seed));
  }

  @Property(tries = RULE_SETS, seed = "3", edgeCases = EdgeCasesMode.NONE)
  void ipv4PacketsMatchThemWithoutConnectionTracking(@ForAll long seed) {
    compareUntracked(World.IPV4, new Random(seed));
  }

  @Property(tries = RULE_SETS, seed = "3", edgeCases = EdgeCasesMode.NONE)
  void ipv6PacketsMatchThemWithoutConnectionTracking(@ForAll long seed) {
    compareUntracked(World.IPV6, new Random(seed));
  }

  @AddLifecycleHook(Nightly.class)
  @Property(tries = RULE_SETS_BY_NIGHT, edgeCases = EdgeCasesMode.NONE)
  void byNightMoreIpv4PacketsDo(@ForAll long seed) {
    compare(World.IPV4, new Random(seed));
  }

  @AddLifecycleHook(Nightly.class)
  @Property(tries = RULE_SETS_BY_NIGHT, edgeCases = EdgeCasesMode.NONE)
  void byNightMoreIpv6PacketsDo(@ForAll long seed) {
    compare(World.IPV6, new Random(seed));
  }

  @Example
  void aRuleThatTheKernelDoesNotHaveIsNoticed() {
    String loaded =
        """
        *raw
        -A PREROUTING -j TRACE
        COMMIT
        *nat
        COMMIT
        *mangle
        COMMIT
        *security
        COMMIT
        *filter
        -A FORWARD -p tcp -j ACCEPT
        COMMIT
        """;
    RuleSet other = Dump.parse("other", loaded.replace("-p tcp", "-p udp")).load();
    var probe =
        new Probe(
            Packet.parse("tcp 10.0.0.9:40000 -> 10.0.1.5:80").arriving(Arrival.parse("cni0")),
            Direction.ORIGINAL);
    KernelNode kernel = kernel(World.IPV4);
    AGREEMENT.load(kernel, World.IPV4.node(), "same", loaded, Sets.UNKNOWN).send(probe);
    var outcomes = new Traversal(other, World.IPV4.node()).outcomes(probe.packet());
    assertThat(new Comparison(other).agreed(probe, outcomes, kernel.send(probe))).isEmpty();
  }

  private static void compare(World world, Random random) {
    compare(world, new RandomRules(world, random).text(), random);
  }

  private static void compareUntracked(World world, Random random) {
    compare(world, new RandomRules(world, random).textWithoutTracking(), random);
  }

  private static void compare(World world, String text, Random random) {
    var rules = load(world, text);
    var probes = new RandomProbes(world, random);
    for (int i = 0; i < PACKETS; i++) {
      rules.send(probes.next());
    }
  }

  private static void converse(World world, Random random) {
    String text = new RandomRules(world, random).text();
    var rules = load(world, text);
    var probes = new RandomProbes(world, random);
    for (int i = 0; i < CONVERSATIONS; i++) {
      new Conversation(rules, random).hold(probes.opening());
    }
  }

  private static Agreement.Rules load(World world, String text) {
    var sets = IpSets.parse("sets", world.sets());
    return AGREEMENT.load(kernel(world), world.node(), "generated", text, sets);
  }

  private static KernelNode kernel(World world) {
    return NODES.computeIfAbsent(
        world.family(),
        family -> {
          var kernel = new KernelNode(world.node(), family, world.ethernet());
          kernel.makeSets(world.sets());
          kernel.makeCounter(World.COUNTER);
          return kernel;
        });
  }

  @AfterContainer
  static void close() {
    NODES.values().forEach(KernelNode::close);
    NODES.clear();
    System.out.println("kernel: " + AGREEMENT);
  }
}
