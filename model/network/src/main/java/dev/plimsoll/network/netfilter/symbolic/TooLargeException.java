package dev.plimsoll.network.netfilter.symbolic;

/// The packets of a rule set fall into more classes than can be told apart within the limits.
public final class TooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooLargeException(String limit) {
    super("more than " + limit);
  }
}
