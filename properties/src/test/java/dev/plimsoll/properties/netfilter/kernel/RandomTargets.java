package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.properties.netfilter.kernel.RandomRules.Place;
import java.util.List;
import java.util.Random;

/// Targets by chance: every target of the model, where the kernel lets it stand.
final class RandomTargets {

  private final World world;
  private final Random random;

  RandomTargets(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  String target(String protocol, Place place) {
    boolean own = random.nextInt(3) == 0;
    String target = own ? ofTable(protocol, place) : anywhere(place);
    return target.isEmpty() ? "" : (target.startsWith("-g") ? "" : "-j ") + target;
  }

  private String anywhere(Place place) {
    return switch (random.nextInt(12)) {
      case 0 -> pick("ACCEPT", "RETURN", "RETURN");
      case 1, 2, 3 -> call(place);
      case 4, 5 ->
          "MARK "
              + pick(
                  "--set-xmark 0x1/0x1",
                  "--set-mark 0x2/0x3",
                  "--or-mark 0x2",
                  "--and-mark 0x1",
                  "--xor-mark 0x3",
                  "--set-mark 3");
      case 6 ->
          "CONNMARK "
              + pick("--set-xmark 0x1/0x1", "--set-mark 0x2/0x3", "--or-mark 2", "--xor-mark 3");
      case 7 ->
          "CONNMARK "
              + pick(
                  "--save-mark", "--save-mark --nfmask 0x1 --ctmask 0x3", "--save-mark --mask 0x2");
      case 8 ->
          "CONNMARK "
              + pick(
                  "--restore-mark",
                  "--restore-mark --nfmask 0x3 --ctmask 0x1",
                  "--restore-mark --mask 0x1");
      case 9 -> pick("LOG --log-prefix \"a b\"", "NFLOG --nflog-group 5");
      default -> "";
    };
  }

  private String call(Place place) {
    if (place.callees().isEmpty()) {
      return "RETURN";
    }
    String callee = place.callees().get(random.nextInt(place.callees().size()));
    return random.nextInt(3) == 0 ? "-g " + callee : callee;
  }

  private String ofTable(String protocol, Place place) {
    return switch (place.table()) {
      case RAW -> pick("NOTRACK", "CT --notrack", "ACCEPT", "RETURN", "TRACE");
      case MANGLE -> mangle(protocol, place);
      case NAT ->
          place.isOnly(Hook.PREROUTING, Hook.OUTPUT)
              ? destination(protocol)
              : source(protocol, place);
      case FILTER ->
          switch (random.nextInt(4)) {
            case 0 -> "DROP";
            case 1, 2 -> reject(protocol);
            default -> "ACCEPT";
          };
      case SECURITY -> pick("DROP", "ACCEPT", "RETURN");
    };
  }

  private String mangle(String protocol, Place place) {
    boolean classes = place.isOnly(Hook.FORWARD, Hook.OUTPUT, Hook.POSTROUTING);
    String ttl = world.isV4() ? "TTL --ttl" : "HL --hl";
    return switch (random.nextInt(7)) {
      case 0 -> ttl + pick("-set 80", "-inc 1", "-dec 1");
      case 1 -> "DSCP --set-dscp 0x01";
      case 2 -> "TOS --set-tos " + pick("0x10/0xff", "0x04/0x3f");
      case 3 -> protocol.equals("tcp") ? "TCPOPTSTRIP --strip-options timestamp" : "";
      case 4 -> classes ? "CLASSIFY --set-class 1:2" : "";
      case 5 -> "CHECKSUM --checksum-fill";
      default -> random.nextInt(3) == 0 ? "DROP" : "";
    };
  }

  private String reject(String protocol) {
    if (protocol.equals("tcp") && random.nextBoolean()) {
      return "REJECT --reject-with tcp-reset";
    }
    return world.isV4()
        ? pick(
            "REJECT",
            "REJECT --reject-with icmp-host-prohibited",
            "REJECT --reject-with icmp-port-unreachable")
        : pick("REJECT", "REJECT --reject-with icmp6-adm-prohibited");
  }

  private String destination(String protocol) {
    return switch (random.nextInt(6)) {
      case 0 ->
          "REDIRECT"
              + (hasPorts(protocol) ? pick("", " --to-ports 8080", " --to-ports 80-82") : "");
      case 1 -> "NETMAP --to " + world.other();
      case 2 -> "DNAT --to-destination " + to(protocol, own()) + flags();
      case 3 -> "DNAT --to-destination " + range() + flags();
      default -> "DNAT --to-destination " + to(protocol, world.pods().getFirst()) + flags();
    };
  }

  private String source(String protocol, Place place) {
    boolean leaving = place.isOnly(Hook.POSTROUTING);
    return switch (random.nextInt(leaving ? 6 : 3)) {
      case 0 -> "NETMAP --to " + world.other();
      case 1 -> "SNAT --to-source " + range() + flags();
      case 2 -> "SNAT --to-source " + to(protocol, own()) + flags();
      case 3 -> "MASQUERADE" + (hasPorts(protocol) ? pick("", " --to-ports 50000-50002") : "");
      case 4 -> "MASQUERADE --random-fully";
      default -> "MASQUERADE";
    };
  }

  private String own() {
    List<String> own =
        world.node().addresses().stream().map(address -> address.address().toString()).toList();
    return own.get(random.nextInt(own.size()));
  }

  private String range() {
    return world.pods().getFirst() + "-" + world.pods().getLast();
  }

  /// An address, and a port where the protocol lets one be written.
  private String to(String protocol, String address) {
    if (!hasPorts(protocol) || random.nextInt(3) == 0) {
      return address;
    }
    String bracketed = world.isV4() ? address : "[" + address + "]";
    return pick(bracketed, bracketed, "") + pick(":8080", ":8080", ":80", ":8080-8082");
  }

  private String flags() {
    return pick("", "", "", "", " --persistent", " --random");
  }

  private static boolean hasPorts(String protocol) {
    return List.of("tcp", "udp", "sctp", "dccp").contains(protocol);
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
