package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.properties.netfilter.kernel.RandomRules.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Conditions by chance: every match of the model, with every option, also negated.
final class RandomMatches {

  private static final String[] PORTS = {"80", "443", "80:443", "40000", "0:1023", "1024:65535"};
  private static final String[] WITH_PORTS = {"tcp", "udp", "sctp", "dccp", "udplite"};

  private final World world;
  private final Random random;

  RandomMatches(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  /// What `-p` says; empty for no `-p`.
  String protocol() {
    String icmp = world.isV4() ? "icmp" : "ipv6-icmp";
    return pick(
        "", "", "", "tcp", "tcp", "udp", "udp", icmp, "sctp", "dccp", "udplite", "50", "! tcp");
  }

  /// The options that need no `-m`.
  String header(String protocol, Place place) {
    var words = new ArrayList<String>();
    if (protocol.startsWith("! ")) {
      words.add("! -p " + protocol.substring(2));
    } else if (!protocol.isEmpty()) {
      words.add("-p " + protocol);
    }
    if (random.nextInt(5) == 0) {
      words.add(not() + "-s " + network());
    }
    if (random.nextInt(5) == 0) {
      words.add(not() + "-d " + network());
    }
    boolean arrived = place.isOnly(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
    if (random.nextInt(5) == 0 && (arrived || !place.isBuiltIn())) {
      words.add(not() + "-i " + pick("eth0", "cni0", "eth+", "lo", "+"));
    }
    boolean leaving = place.isOnly(Hook.OUTPUT, Hook.FORWARD, Hook.POSTROUTING);
    if (random.nextInt(5) == 0 && (leaving || !place.isBuiltIn())) {
      words.add(not() + "-o " + pick("eth0", "cni0", "c+", "lo"));
    }
    if (world.isV4() && random.nextInt(30) == 0) {
      words.add(not() + "-f");
    }
    return String.join(" ", words);
  }

  /// No, one or two modules.
  String modules(String protocol, Place place) {
    var modules = new ArrayList<String>();
    for (int count = random.nextInt(3); count > 0; count--) {
      modules.add(module(protocol, place));
    }
    return String.join(" ", modules);
  }

  private String module(String protocol, Place place) {
    return switch (random.nextInt(15)) {
      case 0, 1 -> ofProtocol(protocol);
      case 2 -> multiport(protocol);
      case 3 ->
          pick(
              "-m nfacct --nfacct-name " + World.COUNTER,
              "-m comment --comment " + pick("x", "\"two words\"", "\"\\\"quoted\\\"\""));
      case 4 ->
          pick(
              "-m state " + not() + "--state " + pick("NEW", "ESTABLISHED,RELATED", "INVALID"),
              "-m conntrack " + not() + "--ctstate " + states());
      case 5 -> connection();
      case 6 -> "-m mark " + not() + "--mark " + pick("0", "1/1", "2/3", "0/2", "3");
      case 7 -> "-m connmark " + not() + "--mark " + pick("0", "1/1", "2/3", "3");
      case 8, 9 -> addressType(place);
      case 10 -> statistic();
      case 11 -> recent();
      case 12 -> addressRange();
      case 13 -> set(place);
      default -> random.nextInt(3) == 0 ? unseen(protocol, place) : "";
    };
  }

  private String ofProtocol(String protocol) {
    return switch (protocol) {
      case "tcp" ->
          "-m tcp "
              + pick(
                  ports("--sport"),
                  ports("--dport"),
                  not() + "--syn",
                  not() + "--tcp-flags SYN,ACK,RST SYN",
                  not() + "--tcp-flags ALL NONE",
                  not() + "--tcp-flags FIN,SYN FIN");
      case "udp", "sctp", "dccp", "udplite" ->
          protocol.equals("udplite")
              ? ""
              : "-m " + protocol + " " + pick(ports("--sport"), ports("--dport"));
      case "icmp" ->
          "-m icmp "
              + not()
              + "--icmp-type "
              + pick("8", "0", "any", "3", "3/1", "3/3", "11", "echo-request", "13/0");
      case "ipv6-icmp" ->
          "-m icmp6 " + not() + "--icmpv6-type " + pick("128", "129", "1", "1/4", "3", "135");
      default -> "";
    };
  }

  private String ports(String option) {
    return not() + option + " " + pick(PORTS);
  }

  private String multiport(String protocol) {
    if (!List.of(WITH_PORTS).contains(protocol)) {
      return "";
    }
    String option = pick("--sports", "--dports", "--ports");
    return "-m multiport " + not() + option + " " + pick("80,443", "80:90,40000", "443", "1:10,80");
  }

  private String states() {
    var states =
        new ArrayList<>(
            List.of("INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED", "SNAT", "DNAT"));
    Collections.shuffle(states, random);
    return String.join(",", states.subList(0, 1 + random.nextInt(3)));
  }

  private String connection() {
    String side = pick("origsrc", "origdst", "replsrc", "repldst");
    String option =
        switch (random.nextInt(6)) {
          case 0 -> "--ctproto " + pick("tcp", "udp", "icmp", "132");
          case 1, 2 -> "--ct" + side + " " + network();
          case 3, 4 -> "--ct" + side + "port " + pick("80", "443", "80:443", "40000");
          default -> "--ctdir " + pick("ORIGINAL", "REPLY");
        };
    String state = random.nextInt(3) == 0 ? not() + "--ctstate " + states() + " " : "";
    return "-m conntrack " + state + (option.startsWith("--ctdir") ? "" : not()) + option;
  }

  private String addressType(Place place) {
    String kinds =
        pick(
            "LOCAL",
            "LOCAL",
            "UNICAST",
            "MULTICAST",
            "UNICAST,LOCAL",
            world.isV4() ? "BROADCAST" : "LOCAL");
    String limit = "";
    if (random.nextInt(3) == 0) {
      limit =
          place.isOnly(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD)
              ? " --limit-iface-in"
              : place.isOnly(Hook.OUTPUT, Hook.POSTROUTING, Hook.FORWARD)
                  ? " --limit-iface-out"
                  : "";
    }
    return "-m addrtype " + not() + pick("--src-type ", "--dst-type ") + kinds + limit;
  }

  private String statistic() {
    return random.nextInt(4) == 0
        ? "-m statistic --mode nth " + not() + "--every " + pick("1 --packet 0", "2 --packet 1")
        : "-m statistic --mode random "
            + not()
            + "--probability "
            + pick("0.5", "0.33333333349", "0", "1.0", "0.2");
  }

  private String recent() {
    String name = " --name " + pick("guests", "others") + pick(" --rsource", " --rdest");
    return "-m recent "
        + not()
        + pick(
            "--set",
            "--rcheck",
            "--update --seconds 60",
            "--rcheck --seconds 60 --reap",
            "--rcheck --hitcount 2",
            "--update --hitcount 2",
            "--rcheck --rttl",
            "--remove")
        + name;
  }

  private String addressRange() {
    String range =
        world.isV4()
            ? pick("10.0.0.200-10.0.1.5", "10.0.0.9", "10.0.2.0-192.0.2.7")
            : pick("fd00::200-fd00:0:0:1::5", "fd00::9-fd00::9", "2001:db8::-fd00::");
    return "-m iprange " + not() + pick("--src-range ", "--dst-range ") + range;
  }

  /// A set of the world, by directions that fit its entries, and now and then by too few.
  private String set(Place place) {
    String asked =
        pick(
            "hosts src",
            "hosts dst",
            "subnets src",
            "blocks src",
            "blocks dst",
            "doors src,src",
            "doors dst,dst",
            "doors src,dst",
            "doors src",
            "floors dst,dst",
            "ways src,src",
            "ways dst,dst",
            "pairs src,dst,dst",
            "triples src,dst,dst",
            "ports src",
            "ports dst",
            "all src",
            "all dst,dst",
            world.isV4() ? "cards src,src" : "hosts src",
            world.isV4() ? "cards dst,src" : "hosts dst");
    return asked.startsWith("cards ") && !place.isOnly(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD)
        ? ""
        : "-m set " + not() + "--match-set " + asked;
  }

  /// What the model does not see, and lets go both ways.
  private String unseen(String protocol, Place place) {
    boolean leaving = place.isOnly(Hook.OUTPUT, Hook.POSTROUTING);
    boolean arriving = place.isOnly(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
    boolean first = place.isOnly(Hook.PREROUTING) && place.table() == TableName.RAW;
    String ttl = world.isV4() ? "-m ttl --ttl-eq " : "-m hl --hl-eq ";
    return switch (random.nextInt(12)) {
      case 0, 1 -> ttl + pick("77", "76");
      case 2 -> "-m length " + not() + "--length " + pick("40:60", "0:39");
      case 3 -> "-m pkttype --pkt-type " + pick("unicast", "broadcast");
      case 4 -> "-m dscp " + not() + "--dscp 0x01";
      case 5 -> "-m limit --limit 1/sec --limit-burst 1";
      case 6 -> "-m quota --quota 100";
      case 7 -> leaving ? "-m owner " + not() + "--uid-owner 0" : "";
      case 8 -> arriving ? "-m mac " + not() + "--mac-source 02:00:00:00:00:01" : "";
      case 9 ->
          "-m conntrack " + not() + "--ctstatus " + pick("SEEN_REPLY", "CONFIRMED", "ASSURED");
      case 10 -> first ? "-m rpfilter" : "";
      default -> protocol.equals("tcp") ? "-m tcp --tcp-option 3" : "-m cpu --cpu 0";
    };
  }

  private String network() {
    return pick(world.networks().toArray(String[]::new));
  }

  private String not() {
    return random.nextInt(4) == 0 ? "! " : "";
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
