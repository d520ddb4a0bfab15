package dev.plimsoll.raft.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Voters that decide by majority; quorum/majority.go, `MajorityConfig`.
///
/// @param ids the voters, ascending, each once
public record MajorityConfig(List<Integer> ids) {

  /// What a majority of no voters has acknowledged: more than any index.
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /// No voters.
  public static final MajorityConfig EMPTY = new MajorityConfig(List.of());

  public MajorityConfig {
    ids = ids.stream().sorted().distinct().toList();
  }

  /// Of these voters.
  public static MajorityConfig of(Integer... ids) {
    return new MajorityConfig(List.of(ids));
  }

  /// Whether this is a voter.
  public boolean contains(int id) {
    return ids.contains(id);
  }

  /// Whether there is none.
  public boolean isEmpty() {
    return ids.isEmpty();
  }

  /// With one more voter.
  public MajorityConfig with(int id) {
    var more = new ArrayList<>(ids);
    more.add(id);
    return new MajorityConfig(more);
  }

  /// Without this voter.
  public MajorityConfig without(int id) {
    return new MajorityConfig(ids.stream().filter(other -> other != id).toList());
  }

  /// How many voters are a majority.
  public int size() {
    return ids.size() / 2 + 1;
  }

  /// The highest index that a majority has acknowledged; `CommittedIndex`.
  ///
  /// @return {@link #UNLIMITED} where there are no voters, 0 where a majority has said nothing
  public int committedIndex(AckedIndexer acked) {
    if (ids.isEmpty()) {
      return UNLIMITED;
    }
    var ascending = ids.stream().map(id -> acked.ackedIndex(id).orElse(0)).sorted().toList();
    return ascending.get(ids.size() - size());
  }

  /// Where an election stands; `VoteResult`.
  ///
  /// @param votes by voter whether it agreed; of others nothing is known yet
  public VoteResult voteResult(Map<Integer, Boolean> votes) {
    if (ids.isEmpty()) {
      return VoteResult.WON;
    }
    var granted = ids.stream().filter(id -> votes.getOrDefault(id, false)).count();
    var missing = ids.stream().filter(id -> !votes.containsKey(id)).count();
    if (granted >= size()) {
      return VoteResult.WON;
    }
    return granted + missing >= size() ? VoteResult.PENDING : VoteResult.LOST;
  }

  /// A picture of what was acknowledged: for each voter a bar as long as the number of voters that
  /// are behind it; `Describe`.
  public String describe(AckedIndexer acked) {
    if (ids.isEmpty()) {
      return "<empty majority quorum>";
    }
    var count = ids.size();
    var lines = new StringBuilder(" ".repeat(count)).append("    idx\n");
    for (var id : ids) {
      var index = acked.ackedIndex(id);
      var behind =
          (int) ids.stream().filter(o -> acked.ackedIndex(o).orElse(0) < index.orElse(0)).count();
      lines.append(
          index.isPresent()
              ? "x".repeat(behind) + ">" + " ".repeat(count - behind)
              : "?" + " ".repeat(count));
      lines.append(" %5d    (id=%x)\n".formatted(index.orElse(0), id));
    }
    return lines.toString();
  }

  /// As the library writes it: `(1 2 3)`, in hexadecimal.
  public String text() {
    return ids.stream().map(Integer::toHexString).collect(Collectors.joining(" ", "(", ")"));
  }
}
