package dev.plimsoll.checker.reduction;

import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Node;
import dev.plimsoll.checker.kernel.PathReader;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.reduction.Dependencies.Users;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Adds to an action, in a state, what must be in a stubborn set with it; for one thread.
///
/// For an action that can make a step: whatever may change what it asks, or may be disturbed by
/// what it does. For one that cannot, and for a claim: whatever may change what it asks, as nothing
/// else can enable it, or alter what it says.
final class Closure implements PathReader.Visitor {

  private final PathReader reader;
  private Dependencies dependencies;
  private ActionSet settled;
  private Observed observed;
  private ActionSet members;
  private ActionSet done;

  /// By action: what must be with it, as far as that was found in the state of a number.
  private @Nullable ActionSet[] near;

  private long[] nearIn;
  private long states;

  /// What must be with the action that is looked at.
  private ActionSet found;
  private int[] state = {};
  private Predicate<Leaf> isPossible = leaf -> false;

  Closure(Program program, Dependencies dependencies) {
    reader = new PathReader(program, this);
    this.dependencies = dependencies;
    settled = new ActionSet(dependencies.count());
    observed = new Observed(dependencies.count());
    members = new ActionSet(dependencies.count());
    done = new ActionSet(dependencies.count());
    near = new ActionSet[dependencies.count()];
    nearIn = new long[dependencies.count()];
    found = members;
  }

  /// Goes on with a state.
  ///
  /// @param order tells what is known, of which claims nothing need be kept any more, and which
  ///     actions are observed
  /// @param possible whether a step of an action that was given is possible: there is room for what
  ///     it sends
  void begin(PartialOrder order, int[] now, Predicate<Leaf> possible) {
    var known = order.dependencies();
    if (dependencies != known) {
      dependencies = known;
      members = new ActionSet(known.count());
      done = new ActionSet(known.count());
      near = new ActionSet[known.count()];
      nearIn = new long[known.count()];
    }
    states++;
    settled = order.settled();
    observed = order.observed();
    state = now;
    isPossible = possible;
  }

  /// Starts a set with an action.
  void start(int action) {
    members.clear();
    done.clear();
    members.add(action);
  }

  /// Whether the set has an observed action: then some step of it may be seen.
  boolean isObserved() {
    return members.meets(observed.all());
  }

  boolean contains(int action) {
    return members.contains(action);
  }

  /// Whether it was seen to what must be with the action.
  boolean isDone(int action) {
    return done.contains(action);
  }

  /// An action of the set for which that was not seen to; {@link ActionSet#NONE} if it was for all.
  int next() {
    return members.firstNotIn(done);
  }

  /// Adds what must be with an action of the set.
  void add(int action) {
    done.add(action);
    members.addAll(near(action));
    members.removeAll(settled);
  }

  /// What must be with an action in the state.
  private ActionSet near(int action) {
    var known = near[action];
    if (known == null) {
      known = new ActionSet(dependencies.count());
      near[action] = known;
    }
    if (nearIn[action] != states) {
      nearIn[action] = states;
      known.clear();
      found = known;
      find(action);
    }
    return known;
  }

  private void find(int action) {
    var together = observed.with(action);
    if (together != null) {
      found.addAll(together);
    }
    var memo = dependencies.action(action);
    var delivery = memo.delivery();
    if (delivery == null || isThere(delivery)) {
      reader.read(memo, state);
    }
  }

  // ---- what may change what is asked

  private boolean isThere(Memo.Delivery delivery) {
    var users = dependencies.of(delivery.slot());
    var message = delivery.message();
    if (delivery.headOnly()) {
      var head = reader.head(state, delivery.slot());
      found.addAll(head == ChannelDomain.NONE ? users.senders : users.takers);
      return head == message;
    }
    var held = reader.holds(state, delivery.slot(), message);
    found.addAll((held ? users.takersOf : users.sendersOf).of(message));
    return held;
  }

  @Override
  public void asked(Node question, int answer) {
    var users = dependencies.of(question.slot);
    switch (question.question) {
      case VALUE -> {
        if (users.channel == null) {
          addWriters(users, dependencies.valuesLike(question, answer));
        } else {
          addChangers(users);
        }
      }
      case SIZE -> addChangers(users);
      case HEAD -> found.addAll(answer == 0 ? users.senders : users.takers);
      case CONTAINS ->
          found.addAll((answer == 0 ? users.sendersOf : users.takersOf).of(question.detail));
      case CHOICE, NOTHING -> {}
    }
  }

  /// Adds those that give a cell a value which is not among some.
  private void addWriters(Users users, long values) {
    if (values == 0) {
      found.addAll(users.writers);
      return;
    }
    for (var value = 0; value < users.writersOf.count(); value++) {
      if (value >= Long.SIZE || (values >>> value & 1) == 0) {
        found.addAll(users.writersOf.of(value));
      }
    }
  }

  private void addChangers(Users users) {
    found.addAll(users.senders);
    found.addAll(users.takers);
  }

  // ---- what a step may disturb

  @Override
  public void ended(Leaf leaf) {
    if (!leaf.enabled) {
      return;
    }
    if (!isPossible.test(leaf)) {
      for (var i = 0; i < leaf.messages.length; i += 2) {
        addChangers(dependencies.of(leaf.messages[i]));
      }
      return;
    }
    for (var i = 0; i < leaf.writes.length; i += 2) {
      var users = dependencies.of(leaf.writes[i]);
      found.addAll(users.writers);
      if (state[leaf.writes[i]] != leaf.writes[i + 1]) {
        found.addAll(users.readers);
      }
    }
    for (var i = 0; i < leaf.messages.length; i += 2) {
      var users = dependencies.of(leaf.messages[i]);
      var channel = Objects.requireNonNull(users.channel);
      var message = leaf.messages[i + 1];
      if (message < 0) {
        addDisturbedByTaking(users, channel, ~message);
      } else if (isThere(leaf)) {
        found.addAll(users.takersOf.of(message));
      } else {
        addDisturbedBySending(users, channel, message);
        addBroughtAbout(users, channel, message);
      }
    }
  }

  /// Whether all that is sent is one message to a set that holds it already.
  private boolean isThere(Leaf leaf) {
    var messages = leaf.messages;
    if (messages.length != 2 || messages[1] < 0) {
      return false;
    }
    var channel = Objects.requireNonNull(dependencies.of(messages[0]).channel);
    return channel.isDistinct() && reader.holds(state, messages[0], messages[1]);
  }

  private void addDisturbedBySending(Users users, ChannelDomain channel, int message) {
    found.addAll(users.readers);
    found.addAll(users.readersOf.of(message));
    if (channel.isOrdered() || !channel.isUnbounded()) {
      found.addAll(users.senders);
    }
    if (channel.isDistinct()) {
      found.addAll(users.takersOf.of(message));
    }
  }

  /// Of observed actions also those that are not disturbed, but can make a step only now.
  private void addBroughtAbout(Users users, ChannelDomain channel, int message) {
    if (channel.isOrdered()) {
      found.addAllIn(users.headReaders, observed.all());
    }
    for (var action : users.awaitersOf.of(message)) {
      if (observed.contains(action)) {
        found.add(action);
      }
    }
  }

  /// Others that take the same are in the set already: it was asked whether there is something.
  private void addDisturbedByTaking(Users users, ChannelDomain channel, int message) {
    found.addAll(users.readers);
    found.addAll(users.readersOf.of(message));
    if (channel.isOrdered()) {
      found.addAll(users.headReaders);
    } else {
      found.addAll(users.awaitersOf.of(message));
    }
    if (channel.isDistinct()) {
      found.addAll(users.sendersOf.of(message));
    }
    if (!channel.isUnbounded()) {
      found.addAllIn(users.senders, observed.all()); // there is room for what they send only now
    }
  }
}
