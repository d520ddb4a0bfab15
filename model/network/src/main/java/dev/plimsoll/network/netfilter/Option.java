package dev.plimsoll.network.netfilter;

import java.util.List;

/// One option of an extension as it was written: `! --name argument ...`, quotes removed.
public record Option(boolean not, String name, List<String> arguments) {

  public Option {
    arguments = List.copyOf(arguments);
  }
}
