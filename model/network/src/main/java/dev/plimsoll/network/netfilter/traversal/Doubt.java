package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.text.Spelling;
import java.util.List;

/// A condition whose answer is not certain.
///
/// @param module the module that it was written under
/// @param answer a [Answer.Chance], an [Answer.Unknown] or an [Answer.NotUnderstood]
record Doubt(String module, Test test, Answer answer) {

  /// The condition as a rule spells it, without `!`.
  String condition() {
    var plain = List.of(new Module(module, List.of(Test.that(test.match()))));
    return String.join(" ", Spelling.words(plain, new Target.None()));
  }
}
