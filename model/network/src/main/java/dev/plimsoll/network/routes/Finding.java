package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.network.proxy.ServicePortName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A difference between what a Service asks for and what the rules do.
///
/// @param kind what is wrong
/// @param service the service port; absent where the rules are for none that exists
/// @param offer where the Service is offered that it is about; absent where it is about no packet
/// @param message one line for people
/// @param clients whose packets show it; empty where no packet was sent
/// @param rule the rule at fault, or the place where one is missing
/// @param missing the rule that kube-proxy would have there, where one is missing or altered
/// @param manifest where the Service was read
public record Finding(
    Kind kind,
    Optional<ServicePortName> service,
    Optional<Offer> offer,
    String message,
    List<Client> clients,
    Optional<RulePlace> rule,
    Optional<String> missing,
    Optional<SourceLine> manifest) {

  /// How bad a finding is.
  public enum Severity {
    /// Packets are lost, go elsewhere, or come from the wrong source.
    ERROR,
    /// Packets get through, but not as asked, or it cannot be told.
    WARNING;

    /// `error`, `warning`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What can be wrong; [#id()] never changes.
  public enum Kind {
    /// An endpoint that should get packets gets none.
    ENDPOINT_MISSING(Severity.ERROR),
    /// Packets go to an endpoint of the Service that should get none.
    ENDPOINT_STALE(Severity.ERROR),
    /// Packets go to something that is no endpoint of the Service.
    DESTINATION_UNKNOWN(Severity.ERROR),
    /// Endpoints get unequal shares.
    PROBABILITY_WRONG(Severity.WARNING),
    /// The source address is lost where it should be kept.
    MASQUERADE_UNWANTED(Severity.ERROR),
    /// The source address is kept where answers then take another way.
    MASQUERADE_MISSING(Severity.ERROR),
    /// Packets are refused although there are endpoints.
    REFUSED(Severity.ERROR),
    /// Packets get through although they should be refused.
    NOT_REFUSED(Severity.ERROR),
    /// Packets are refused in silence where an error is due, or the other way round.
    REFUSED_DIFFERENTLY(Severity.WARNING),
    /// No rule translates the address.
    ADDRESS_WITHOUT_RULE(Severity.ERROR),
    /// An address is translated that the Service is not offered at.
    ADDRESS_NOT_OFFERED(Severity.WARNING),
    /// Rules are there for a Service or a port that does not exist.
    SERVICE_UNKNOWN(Severity.WARNING),
    /// Two service ports claim one address and port.
    ADDRESS_CLAIMED_TWICE(Severity.WARNING),
    /// The rules ask for something that the dump does not show.
    UNDECIDED(Severity.WARNING);

    private final Severity severity;

    Kind(Severity severity) {
      this.severity = severity;
    }

    /// How bad it is.
    public Severity severity() {
      return severity;
    }

    /// The stable name: `endpoint-missing`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Copies the list.
  public Finding {
    clients = List.copyOf(clients);
  }
}
