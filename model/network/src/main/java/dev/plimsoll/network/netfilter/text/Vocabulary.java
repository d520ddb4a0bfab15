package dev.plimsoll.network.netfilter.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which options an extension has, and how many words each takes.
///
/// iptables 1.8.9, `extensions/libxt_*.c`, `libipt_*.c`, `libip6t_*.c`: the option tables there.
final class Vocabulary {

  private static final String PORTS = "source-port 1 sport 1 destination-port 1 dport 1 ";

  private static final Map<String, Map<String, Integer>> MODULES =
      Map.ofEntries(
          extension("tcp", PORTS + "tcp-flags 2 syn 0 tcp-option 1"),
          extension("udp", PORTS),
          extension("udplite", PORTS),
          extension("dccp", PORTS + "dccp-types 1 dccp-option 1"),
          extension("sctp", PORTS + "chunk-types 2"),
          extension("icmp", "icmp-type 1"),
          extension("icmp6", "icmpv6-type 1"),
          extension("comment", "comment 1"),
          extension(
              "conntrack",
              "ctstate 1 ctproto 1 ctorigsrc 1 ctorigdst 1 ctreplsrc 1 ctrepldst 1 ctdir 1"
                  + " ctorigsrcport 1 ctorigdstport 1 ctreplsrcport 1 ctrepldstport 1"
                  + " ctstatus 1 ctexpire 1"),
          extension("state", "state 1"),
          extension("mark", "mark 1"),
          extension("connmark", "mark 1"),
          extension("addrtype", "src-type 1 dst-type 1 limit-iface-in 0 limit-iface-out 0"),
          extension("statistic", "mode 1 probability 1 every 1 packet 1"),
          extension(
              "recent",
              "set 0 rcheck 0 update 0 remove 0 seconds 1 reap 0 hitcount 1 rttl 0 name 1"
                  + " rsource 0 rdest 0 mask 1"),
          extension("nfacct", "nfacct-name 1"),
          extension("multiport", "sports 1 source-ports 1 dports 1 destination-ports 1 ports 1"),
          extension("iprange", "src-range 1 dst-range 1"),
          extension("set", "match-set 2 return-nomatch 0"),
          extension("mac", "mac-source 1"),
          extension("string", "string 1 hex-string 1 algo 1 from 1 to 1 icase 0"));

  private static final Map<String, Map<String, Integer>> TARGETS =
      Map.ofEntries(
          extension("DNAT", "to-destination 1 random 0 random-fully 0 persistent 0"),
          extension("SNAT", "to-source 1 random 0 random-fully 0 persistent 0"),
          extension("MASQUERADE", "to-ports 1 random 0 random-fully 0"),
          extension("REDIRECT", "to-ports 1 random 0"),
          extension("NETMAP", "to 1"),
          extension("REJECT", "reject-with 1"),
          extension("MARK", "set-xmark 1 set-mark 1 or-mark 1 and-mark 1 xor-mark 1"),
          extension(
              "CONNMARK",
              "set-xmark 1 set-mark 1 or-mark 1 and-mark 1 xor-mark 1 save-mark 0"
                  + " restore-mark 0 nfmask 1 ctmask 1 mask 1"),
          extension("CT", "notrack 0 helper 1 zone 1 timeout 1 ctevents 1 expevents 1"),
          extension(
              "LOG",
              "log-level 1 log-prefix 1 log-tcp-sequence 0 log-tcp-options 0 log-ip-options 0"
                  + " log-uid 0 log-macdecode 0"),
          extension(
              "NFLOG",
              "nflog-group 1 nflog-prefix 1 nflog-range 1 nflog-size 1 nflog-threshold 1"));

  private Vocabulary() {}

  /// The full name of an option of a module: options may be shortened where that is clear.
  static Optional<String> ofModule(String module, String option) {
    return find(MODULES.getOrDefault(module, Map.of()), option);
  }

  /// The full name of an option of a target.
  static Optional<String> ofTarget(String target, String option) {
    return find(TARGETS.getOrDefault(target, Map.of()), option);
  }

  /// How many words an option of a module takes, if that is known.
  static Optional<Integer> wordsOfModule(String module, String option) {
    return Optional.ofNullable(MODULES.getOrDefault(module, Map.of()).get(option));
  }

  /// How many words an option of a target takes, if that is known.
  static Optional<Integer> wordsOfTarget(String target, String option) {
    return Optional.ofNullable(TARGETS.getOrDefault(target, Map.of()).get(option));
  }

  private static Optional<String> find(Map<String, Integer> options, String option) {
    if (options.containsKey(option)) {
      return Optional.of(option);
    }
    var longer = options.keySet().stream().filter(name -> name.startsWith(option)).toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  private static Map.Entry<String, Map<String, Integer>> extension(String name, String options) {
    var words = options.strip().split(" +", -1);
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < words.length; i += 2) {
      counts.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return Map.entry(name, Map.copyOf(counts));
  }
}
