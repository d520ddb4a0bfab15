package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a rule has read, chosen and written in all the states that it met, or what a claim has read
/// and said: gathered from decision tries, which know it anyway.
///
/// A step counts where the rule came to its end: that there was room in channels is not known here.
public final class Profile {

  /// Slots.
  private final BitSet reads = new BitSet();

  private final BitSet writes = new BitSet();

  /// Instances that met a state: numbered as those that are there in every state, or as messages.
  private final BitSet asked = new BitSet();

  private final BitSet enabled = new BitSet();

  /// For each choice, in order: each alternative as text, and whether it led to a step.
  private final List<SortedMap<String, Boolean>> choices = new ArrayList<>();

  private boolean concerned;

  private Profile() {}

  /// The profile of some instances of one rule, or of the predicates of one claim.
  public static Profile of(Collection<Memo> memos) {
    var reader = new TrieReader();
    memos.forEach(reader::read);
    return reader.profile();
  }

  /// Whether it read a variable, or asked what is in a channel.
  public boolean reads(int slot) {
    return reads.get(slot);
  }

  /// Whether it read anything.
  public boolean readsAnything() {
    return !reads.isEmpty();
  }

  /// Whether a step wrote a variable, or sent to a channel or took from it.
  public boolean writes(int slot) {
    return writes.get(slot);
  }

  /// The instances that met a state, ascending: places in {@link Program#fixed}, or messages.
  public int[] asked() {
    return asked.stream().toArray();
  }

  /// Whether an instance could make a step in some state; whether some state passes a predicate.
  public boolean isEnabled(int instance) {
    return enabled.get(instance);
  }

  /// Whether that is so of any.
  public boolean isEverEnabled() {
    return !enabled.isEmpty();
  }

  /// Whether some state passes the premise of one of the predicates; true where there is none.
  public boolean isConcerned() {
    return concerned;
  }

  /// For each choice, in order: each alternative as text, and whether it led to a step.
  public List<SortedMap<String, Boolean>> choices() {
    return List.copyOf(choices);
  }

  /// Adds what was seen elsewhere.
  ///
  /// @return this
  public Profile add(Profile other) {
    reads.or(other.reads);
    writes.or(other.writes);
    asked.or(other.asked);
    enabled.or(other.enabled);
    concerned |= other.concerned;
    for (var choice = 0; choice < other.choices.size(); choice++) {
      var into = choice(choice);
      other.choices.get(choice).forEach((text, led) -> into.merge(text, led, Boolean::logicalOr));
    }
    return this;
  }

  private SortedMap<String, Boolean> choice(int place) {
    while (choices.size() <= place) {
      choices.add(new TreeMap<>());
    }
    return choices.get(place);
  }

  void save(Archive.Writer out) {
    for (var bits : List.of(reads, writes, asked, enabled)) {
      out.numbers(bits.toLongArray());
    }
    out.number(concerned ? 1 : 0);
    out.number(choices.size());
    for (var choice : choices) {
      out.number(choice.size());
      choice.forEach(
          (text, led) -> {
            out.numbers(text.chars().toArray());
            out.number(led ? 1 : 0);
          });
    }
  }

  static Profile restore(Archive.Reader in) {
    var profile = new Profile();
    for (var bits : List.of(profile.reads, profile.writes, profile.asked, profile.enabled)) {
      bits.or(BitSet.valueOf(in.longs()));
    }
    profile.concerned = in.number() == 1;
    var choices = (int) in.number();
    for (var choice = 0; choice < choices; choice++) {
      var alternatives = profile.choice(choice);
      for (var left = in.number(); left > 0; left--) {
        var text = in.integers();
        var characters = new StringBuilder();
        for (var character : text) {
          characters.append((char) character);
        }
        alternatives.put(characters.toString(), in.number() == 1);
      }
    }
    return profile;
  }

  /// Goes through decision tries.
  private static final class TrieReader {

    /// The choices made on the way to a node, the last first.
    private record Chosen(int place, @Nullable Object alternative, @Nullable Chosen before) {}

    private record Open(Node node, @Nullable Chosen chosen) {}

    private final Profile found = new Profile();
    private final List<Map<Object, Boolean>> offered = new ArrayList<>();

    void read(Memo memo) {
      var root = memo.known();
      if (root == null) {
        return;
      }
      var instance = memo.instance();
      found.asked.set(instance);
      var delivery = memo.delivery();
      if (delivery != null) {
        found.reads.set(delivery.slot());
      }
      var open = new ArrayDeque<Open>();
      open.push(new Open(root, null));
      while (!open.isEmpty()) {
        var at = open.pop();
        switch (at.node) {
          case Leaf leaf -> end(leaf, instance, at.chosen);
          case Choice choice ->
              choice.children().forEach(child -> open.push(chosen(choice, child, at)));
          case Node node -> {
            found.reads.set(node.slot);
            node.children().forEach(child -> open.push(new Open(child, at.chosen)));
          }
        }
      }
    }

    private Open chosen(Choice choice, Node child, Open at) {
      var alternative = choice.alternatives.get(child.key);
      while (offered.size() <= choice.slot) {
        offered.add(new HashMap<>());
      }
      offered.get(choice.slot).putIfAbsent(alternative, false);
      return new Open(child, new Chosen(choice.slot, alternative, at.chosen));
    }

    private void end(Leaf leaf, int instance, @Nullable Chosen last) {
      found.concerned |= leaf.outcome != Leaf.Outcome.NOT_CONCERNED;
      if (!leaf.enabled) {
        return;
      }
      found.enabled.set(instance);
      for (var i = 0; i < leaf.writes.length; i += 2) {
        found.writes.set(leaf.writes[i]);
      }
      for (var i = 0; i < leaf.messages.length; i += 2) {
        found.writes.set(leaf.messages[i]);
      }
      for (var chosen = last; chosen != null; chosen = chosen.before) {
        offered.get(chosen.place).put(chosen.alternative, true);
      }
    }

    Profile profile() {
      for (var place = 0; place < offered.size(); place++) {
        var choice = found.choice(place);
        offered
            .get(place)
            .forEach(
                (alternative, led) ->
                    choice.merge(Values.of(alternative).toString(), led, Boolean::logicalOr));
      }
      return found;
    }
  }
}
