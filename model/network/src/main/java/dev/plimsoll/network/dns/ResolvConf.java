package dev.plimsoll.network.dns;

import java.util.ArrayList;
import java.util.List;

/// The settings of a resolver: `/etc/resolv.conf`.
///
/// @param nameservers addresses; the first is asked, the others where it does not answer
/// @param searches domains, without a dot at their ends but for the root, which is `.`
/// @param options such as `ndots:5`
public record ResolvConf(List<String> nameservers, List<String> searches, List<String> options) {

  /// Without any.
  public static final ResolvConf EMPTY = new ResolvConf(List.of(), List.of(), List.of());

  private static final String NDOTS = "ndots:";
  private static final int DEFAULT_NDOTS = 1;
  private static final int MOST_NDOTS = 15;

  /// Copies the lists.
  public ResolvConf {
    nameservers = List.copyOf(nameservers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
  }

  /// Reads a file as the kubelet does (`parseResolvConf`): of several lines of domains or options
  /// the last counts, and other lines are left out.
  ///
  /// @throws ResolvConfException where a line has no name server
  public static ResolvConf parse(String text) {
    var nameservers = new ArrayList<String>();
    var searches = List.<String>of();
    var options = List.<String>of();
    var lines = text.lines().map(String::strip).toList();
    for (var i = 0; i < lines.size(); i++) {
      var words = List.of(lines.get(i).split("\\s+"));
      switch (words.getFirst()) {
        case "nameserver" -> {
          if (words.size() < 2) {
            throw new ResolvConfException(
                i + 1, "expected the address of a name server, found nothing");
          }
          nameservers.add(words.get(1));
        }
        case "search" -> searches = words.stream().skip(1).map(ResolvConf::withoutDot).toList();
        case "options" -> options = words.subList(1, words.size());
        default -> {}
      }
    }
    return new ResolvConf(nameservers, searches, options);
  }

  private static String withoutDot(String domain) {
    return domain.length() > 1 && domain.endsWith(".")
        ? domain.substring(0, domain.length() - 1)
        : domain;
  }

  /// How many dots a name has that is tried as it is before it is searched for: of several the
  /// last; 1 where it is not said, at most 15 (`RES_MAXNDOTS`).
  public int ndots() {
    return options.stream()
        .filter(option -> option.matches(NDOTS + "[0-9]{1,9}"))
        .map(option -> Math.min(MOST_NDOTS, Integer.parseInt(option.substring(NDOTS.length()))))
        .reduce(DEFAULT_NDOTS, (earlier, later) -> later);
  }

  /// The lines of the file.
  public List<String> lines() {
    var lines = new ArrayList<>(nameservers.stream().map(it -> "nameserver " + it).toList());
    if (!searches.isEmpty()) {
      lines.add("search " + String.join(" ", searches));
    }
    if (!options.isEmpty()) {
      lines.add("options " + String.join(" ", options));
    }
    return lines;
  }
}
