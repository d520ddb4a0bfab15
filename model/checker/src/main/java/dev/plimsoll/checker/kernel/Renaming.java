package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Permutation;
import dev.plimsoll.checker.Symmetry;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What becomes of states when interchangeable identities get other names: by table, once each
/// value was renamed. For one thread.
public final class Renaming {

  private static final int UNKNOWN = 0;

  private final Program program;
  private final Symmetry symmetry;
  private final int number;
  private final Permutation permutation;

  /// By slot: where its content goes.
  private final int[] slots;

  /// By slot: the numbers of renamed values or messages, plus 1; slots that number their values
  /// alike share a table.
  private final Table[] tables;

  /// By slot: the numbers of renamed contents.
  private final Table[] contents;

  private static final class Table {
    private int[] renamed = {};

    int get(int id) {
      return id < renamed.length ? renamed[id] : UNKNOWN;
    }

    int put(int id, int value) {
      if (id >= renamed.length) {
        renamed = Arrays.copyOf(renamed, Math.max(16, id + id / 2 + 1));
      }
      renamed[id] = value + 1;
      return value;
    }
  }

  /// @param number the place of the symmetry in the order of declaration
  /// @param permutation of the identities of that symmetry
  public Renaming(Program program, int number, Permutation permutation) {
    this.program = program;
    this.number = number;
    this.permutation = permutation;
    symmetry = program.model().symmetries().get(number);
    slots = new int[program.width()];
    Arrays.setAll(slots, slot -> slot);
    for (var family : symmetry.families()) {
      for (var identity = 0; identity < family.size(); identity++) {
        slots[family.get(identity).slot()] = family.get(permutation.of(identity)).slot();
      }
    }
    tables = new Table[program.width()];
    contents = new Table[program.width()];
    for (var group : program.model().groups()) {
      var shared = new Table();
      var sharedContents = new Table();
      for (var variable : group.members()) {
        tables[variable.slot()] = shared;
        contents[variable.slot()] = sharedContents;
      }
    }
  }

  /// Renamings of the identities of a symmetry from which all others can be made.
  ///
  /// @param number the place of the symmetry in the order of declaration
  public static List<Renaming> generators(Program program, int number) {
    var size = program.model().symmetries().get(number).size();
    if (size < 2) {
      return List.of();
    }
    var exchange = new Renaming(program, number, Permutation.exchanging(0, 1, size));
    return size == 2
        ? List.of(exchange)
        : List.of(exchange, new Renaming(program, number, Permutation.rotating(size)));
  }

  /// The new name of an identity.
  public int identity(int identity) {
    return permutation.of(identity);
  }

  /// Where the content of a slot goes.
  public int slot(int slot) {
    return slots[slot];
  }

  /// The number of a value of a slot, renamed; or of a message, if the slot is a channel's.
  public int value(int slot, int id) {
    var table = tables[slot];
    var known = table.get(id);
    return known != UNKNOWN ? known - 1 : table.put(id, rename(slot, id));
  }

  private int rename(int slot, int id) {
    var journal = program.journal();
    if (journal == null) {
      return renamed(slot, id);
    }
    synchronized (journal) {
      var before = program.numbered(slot);
      var renamed = renamed(slot, id);
      if (renamed >= before) {
        var to = new int[permutation.size()];
        Arrays.setAll(to, permutation::of);
        journal.add(new int[] {Journal.RENAMED, number, slot}, new int[] {id}, to);
      }
      return renamed;
    }
  }

  private int renamed(int slot, int id) {
    var domain = program.channel(slot);
    if (domain != null) {
      return domain.number(renamed(slot, domain.message(id)));
    }
    return program.<Object>values(slot).id(renamed(slot, program.values(slot).value(id)));
  }

  private Object renamed(int slot, Object value) {
    var ofSlot = symmetry.renamingAt(slot);
    return ofSlot != null ? ofSlot.apply(value, permutation) : renamed(value);
  }

  /// A value, or an argument of a rule or claim, renamed.
  public Object renamed(Object value) {
    var ofType = symmetry.renamingOf(value);
    if (ofType != null) {
      return ofType.apply(value, permutation);
    }
    return switch (value) {
      case Cell<?> cell -> program.model().variables().get(slots[cell.slot()]);
      case Optional<?> optional -> optional.map(this::renamed);
      case List<?> list -> Collections.unmodifiableList(list.stream().map(this::renamed).toList());
      case SortedSet<?> set -> renamed(set, new TreeSet<>(comparator(set.comparator())));
      case Set<?> set -> renamed(set, new LinkedHashSet<>());
      case SortedMap<?, ?> map -> renamed(map, new TreeMap<>(comparator(map.comparator())));
      case Map<?, ?> map -> renamed(map, new LinkedHashMap<>());
      default -> value;
    };
  }

  @SuppressWarnings("unchecked") // what compares values compares renamed ones
  private static @Nullable Comparator<Object> comparator(@Nullable Comparator<?> comparator) {
    return (Comparator<Object>) comparator;
  }

  private Set<Object> renamed(Set<?> set, Set<Object> into) {
    set.forEach(element -> into.add(renamed(element)));
    return Collections.unmodifiableSet(into);
  }

  private Map<Object, Object> renamed(Map<?, ?> map, Map<Object, Object> into) {
    map.forEach((key, value) -> into.put(renamed(key), renamed(value)));
    return Collections.unmodifiableMap(into);
  }

  /// The number of contents of a channel, renamed.
  public int contents(int slot, int id) {
    var known = contents[slot].get(id);
    if (known != UNKNOWN) {
      return known - 1;
    }
    var domain = program.channel(slot);
    var renamed = ChannelDomain.EMPTY;
    for (var message : domain.contents(id)) {
      renamed = domain.plus(renamed, value(slot, message));
    }
    return contents[slot].put(id, renamed);
  }

  /// The number that a slot holds, renamed.
  public int held(int slot, int id) {
    return program.channel(slot) == null ? value(slot, id) : contents(slot, id);
  }

  /// Renames a state.
  public void apply(int[] state, int[] into) {
    for (var slot = 0; slot < slots.length; slot++) {
      into[slots[slot]] = held(slot, state[slot]);
    }
  }

  /// Whether a state reads the same when it is renamed.
  public boolean fixes(int[] state) {
    for (var slot = 0; slot < slots.length; slot++) {
      if (state[slots[slot]] != held(slot, state[slot])) {
        return false;
      }
    }
    return true;
  }
}
