package dev.plimsoll.cluster;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Components;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A model in which users do things, and things befall components: so many times at most, and never
/// of necessity.
///
/// That work is late, or done in another order, is no fault: any step may be late.
public abstract class FaultyModel extends Model {

  private @Nullable Foresight foresight;

  /// A model that nothing befalls yet.
  protected FaultyModel() {}

  /// Has what befalls the cluster chosen before anything happens: to be declared first.
  protected final void foresee() {
    var chosen = new Foresight();
    foresight = chosen;
    initially(chosen::choose);
  }

  /// Declares what somebody does, or what befalls the cluster, so many times at most.
  ///
  /// @param most how often
  protected final void event(String name, int most, Consumer<Transaction> body) {
    var left = cell("left of: " + name, most);
    rule(name, tx -> body.accept(spend(tx, left)));
    if (foresight != null) {
      foresight.add(left, most);
    }
    fairIfForeseen(name);
  }

  /// Declares something that befalls the cluster as long as there are faults left of a budget that
  /// it shares with others.
  protected final void fault(String name, Cell<Integer> budget, Consumer<Transaction> body) {
    var suffering = suffering(name, budget);
    rule(name, tx -> body.accept(suffering.apply(tx)));
    fairIfForeseen(name);
  }

  /// The same for each of some arguments.
  protected final <A> void fault(
      String name, Cell<Integer> budget, Collection<A> arguments, BiConsumer<Transaction, A> body) {
    var suffering = suffering(name, budget);
    rule(name, arguments, (tx, argument) -> body.accept(suffering.apply(tx), argument));
    fairIfForeseen(name);
  }

  /// What a fault takes from its budget.
  private UnaryOperator<Transaction> suffering(String fault, Cell<Integer> budget) {
    if (foresight == null) {
      return tx -> spend(tx, budget);
    }
    var faults = foresight.of(budget, name -> cell(name, Foresight.NOTHING));
    faults.add(fault);
    return tx -> {
      faults.come(tx, fault);
      return spend(tx, budget);
    };
  }

  private void fairIfForeseen(String name) {
    if (foresight != null) {
      weaklyFair(name);
    }
  }

  private static Transaction spend(Transaction tx, Cell<Integer> budget) {
    var count = tx.get(budget);
    return tx.require(count > 0).set(budget, count - 1);
  }

  /// Lets a component die and be started again, between any two of its steps; it connects to any
  /// API server.
  protected final void mayCrash(Component component, Cell<Integer> budget) {
    fault(component.name() + " is restarted", budget, component::restart);
  }

  /// Lets each of some components die and be started again.
  protected final <M> void mayCrash(Components<M> components, Cell<Integer> budget) {
    fault(
        components.name() + " is restarted",
        budget,
        components.members(),
        (tx, member) -> components.of(member).restart(tx));
  }

  /// The same, so many times at most.
  protected final void mayCrash(Component component, int most) {
    event(component.name() + " is restarted", most, component::restart);
  }

  /// Lets a component lose its connection, between any two of its steps; it connects to any API
  /// server, and lists.
  protected final void mayReconnect(Component component, int most) {
    event(component.name() + " reconnects", most, component::reconnect);
  }

  /// The same, as long as there are faults left of a budget.
  protected final void mayReconnect(Component component, Cell<Integer> budget) {
    fault(component.name() + " reconnects", budget, component::reconnect);
  }

  /// Lets the answer to a call be lost: a step was made, but the component is told of an error, as
  /// after a time-out. That a call was not made is no fault: the step is late then.
  ///
  /// @param name of the step
  /// @param step what it does; what it would keep in mind is lost
  /// @param onError what the component does when it is told of an error, knowing what it knew
  ///     before the step
  protected final void mayLoseAnswer(
      Component component,
      Cell<Integer> budget,
      String name,
      Consumer<Transaction> step,
      Consumer<Transaction> onError) {
    fault(
        component.name() + " is told of an error: " + name,
        budget,
        tx -> {
          component.loseAnswer(tx, step);
          onError.accept(tx);
        });
  }

  /// Lets a component stop for as long as it likes, as when its node has failed: it takes no steps
  /// and sees nothing until it is started again, if ever.
  protected final void mayStop(Component component, Cell<Integer> budget) {
    var stopped = cell(component.name() + " has stopped", false);
    component.mayStop(stopped);
    fault(component.name() + " stops", budget, component::stop);
    rule(component.name() + " comes back", component::comeBack);
  }
}
