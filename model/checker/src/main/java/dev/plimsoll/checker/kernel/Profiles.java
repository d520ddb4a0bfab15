package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.checkpoint.Archive;
import java.util.ArrayList;
import java.util.List;

/// The profiles of all rules and claims of a program that is searched, in this process and in those
/// whose checkpoint it goes on from.
public final class Profiles {

  private final Program program;

  /// From earlier processes: of the rules, then of the claims; none if there were none.
  private final List<Profile> before = new ArrayList<>();

  /// The profiles of a program.
  public Profiles(Program program) {
    this.program = program;
  }

  /// The profile of a rule.
  ///
  /// @param index its place in the order of declaration
  public Profile ofRule(int index) {
    return withBefore(index, program.instances(index));
  }

  /// The profile of a claim about states.
  ///
  /// @param index its place in the order of declaration
  public Profile ofClaim(int index) {
    var claim = program.model().claims().get(index);
    return withBefore(program.model().rules().size() + index, program.predicates(claim));
  }

  private Profile withBefore(int place, List<Memo> memos) {
    var profile = Profile.of(memos);
    return before.isEmpty() ? profile : profile.add(before.get(place));
  }

  private int size() {
    return program.model().rules().size() + program.model().claims().size();
  }

  /// Writes all down.
  public void save(Archive.Writer out) {
    for (var rule = 0; rule < program.model().rules().size(); rule++) {
      ofRule(rule).save(out);
    }
    for (var claim = 0; claim < program.model().claims().size(); claim++) {
      ofClaim(claim).save(out);
    }
  }

  /// Takes over what was written down.
  public void restore(Archive.Reader in) {
    before.clear();
    for (var place = 0; place < size(); place++) {
      before.add(Profile.restore(in));
    }
  }
}
