package dev.plimsoll.cluster.dns;

import java.util.List;

/// What a client hears of a query.
///
/// @param kind how it ends
/// @param addresses that it is given, in order
record Reply(Kind kind, List<String> addresses) {

  /// How a query ends.
  enum Kind {
    /// With addresses.
    ADDRESSES,
    /// There is no such name: NXDOMAIN.
    NAME_ERROR,
    /// The name server cannot say: SERVFAIL.
    SERVER_FAILURE,
    /// Nobody answers.
    LOST
  }

  static final Reply NAME_ERROR = new Reply(Kind.NAME_ERROR, List.of());
  static final Reply SERVER_FAILURE = new Reply(Kind.SERVER_FAILURE, List.of());
  static final Reply LOST = new Reply(Kind.LOST, List.of());

  Reply {
    addresses = addresses.stream().sorted().toList();
  }

  /// Addresses, or that there is no such name where there are none.
  static Reply of(List<String> addresses) {
    return addresses.isEmpty() ? NAME_ERROR : new Reply(Kind.ADDRESSES, addresses);
  }
}
