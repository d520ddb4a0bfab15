package dev.plimsoll.network.netfilter;

import java.util.List;

/// The tests of one `-m NAME`; they all have to hold.
///
/// @param name the module, or [#HEADER] for the options that need no `-m`
public record Module(String name, List<Test> tests) {

  /// The name under which `-s`, `-d`, `-i`, `-o`, `-p` and `-f` are kept.
  public static final String HEADER = "";

  public Module {
    tests = List.copyOf(tests);
  }
}
