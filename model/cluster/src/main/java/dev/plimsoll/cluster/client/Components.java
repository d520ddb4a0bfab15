package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Components that do the same, each for something of its own, such as the kubelet of each node.
///
/// @param <M> what one of them is for
public final class Components<M> {

  private final String name;
  private final List<M> members;
  private final List<Component> all;
  private final List<List<? extends Variable>> variables = new ArrayList<>();

  /// @param name what one of them is called
  /// @param members what each is for: the arguments of their rules
  /// @param all in the order of members
  public Components(String name, List<M> members, List<Component> all) {
    this.name = name;
    this.members = List.copyOf(members);
    this.all = List.copyOf(all);
  }

  /// What one of them is called.
  public String name() {
    return name;
  }

  /// What each is for.
  public List<M> members() {
    return members;
  }

  /// The component that is for a member.
  public Component of(M member) {
    return all.get(members.indexOf(member));
  }

  /// Notes where they keep something, as much for each, those of the first member first.
  public void keep(List<? extends Variable> kept) {
    var each = kept.size() / members.size();
    for (var first = 0; first < each; first++) {
      var at = first;
      variables.add(
          IntStream.range(0, members.size()).mapToObj(i -> kept.get(i * each + at)).toList());
    }
  }

  /// Says that the identities which they are for, in order, are interchangeable with all that is
  /// kept for them.
  public void areIn(Symmetry symmetry) {
    variables.forEach(symmetry::owning);
  }
}
