package dev.plimsoll.network.access.portforward;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.access.portforward.Frame.Cause;
import java.util.stream.IntStream;

/// Pods, their servers, and the runtime that connections are forwarded to: what [PortForwardModel]
/// has but for kubectl and its clients.
abstract class ForwardedPods extends Model {

  /// Who has the address of a pod that is gone.
  static final int STRANGER = -1;

  private static final int FRAMES_UP = 3;
  private static final int FRAMES_DOWN = 5;

  final ForwardBug bug;
  final Cells<PodState> pods;
  final Cells<Integer> addresses;
  final Cell<Session> session;
  final Cells<Local> locals;
  final Cells<Remote> remotes;
  final Queue<Frame> up;
  final Queue<Frame> down;
  private final PortForwardModel.Bounds bounds;
  private final Cell<Integer> faults;

  ForwardedPods(PortForwardModel.Bounds bounds, ForwardBug bug) {
    this.bounds = bounds;
    this.bug = bug;
    faults = cell("faults", 0);
    pods = cells("pod", bounds.pods(), PodState.LISTENING);
    addresses = cells("address", IntStream.range(0, bounds.pods()).boxed().toList());
    session = cell("session", Session.NONE);
    locals = cells("local", bounds.clients(), Local.IDLE);
    remotes = cells("remote", bounds.clients(), Remote.NONE);
    up = queue("up", Frame.class, FRAMES_UP);
    down = queue("down", Frame.class, FRAMES_DOWN);
  }

  /// Containers die, pods go.
  final void declarePods() {
    rule(
        "a container dies",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod).isListening());
          spend(tx);
          tx.set(pod, PodState.DOWN);
          disconnect(tx, pod.index());
        });
    rule(
        "a container is started again",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == PodState.DOWN).set(pod, PodState.RESTARTED));
    rule(
        "a pod goes",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) != PodState.GONE);
          spend(tx);
          tx.set(pod, PodState.GONE);
          disconnect(tx, pod.index());
        });
    rule(
        "its address is used again",
        pods,
        (tx, pod) ->
            tx.require(tx.get(pod) == PodState.GONE && tx.get(addresses.at(pod)) != STRANGER)
                .set(addresses.at(pod), STRANGER));
  }

  final void spend(Transaction tx) {
    var so = tx.get(faults);
    tx.require(so < bounds.faults()).set(faults, so + 1);
  }

  /// The connections of a pod's server are reset.
  private void disconnect(Transaction tx, int pod) {
    if (tx.get(session).pod() == pod) {
      remotes.stream()
          .filter(remote -> tx.get(remote).isDialled())
          .forEach(remote -> fail(tx, remote, Cause.RESET));
    }
  }

  /// How many requests a client sends.
  final int requestsOf(Cell<?> client) {
    return client.index() == 0 ? bounds.requests() : 1;
  }

  /// The runtime takes frames, and dials.
  final void declareRuntime() {
    rule(
        "the runtime takes a frame",
        up,
        (tx, frame) -> {
          var remote = remotes.get(frame.connection());
          var now = tx.get(remote);
          var isEarly = now.phase() == Remote.Phase.NONE;
          switch (frame) {
            case Frame.OpenError(var connection) -> tx.set(remote, now.withError(connection));
            case Frame.OpenData(var connection) ->
                tx.set(remote, now.withData().withError(errorOf(tx, connection)));
            case Frame.Data(_, var number) -> {
              tx.require(!isEarly || bug == ForwardBug.DROPS_EARLY_DATA);
              if (now.isDialled()) {
                tx.set(remote, now.takes(number));
              }
            }
            case Frame.Fin _ -> {
              tx.require(!isEarly);
              if (now.isDialled()) {
                tx.set(remote, now.halfCloses());
              }
            }
            case Frame.Reset _ -> {
              tx.require(!isEarly);
              if (now.isDialled()) {
                over(tx, remote);
              }
            }
            case Frame.Failure _ -> tx.require(false);
          }
          tx.receive(up);
        });
    rule(
        "the runtime dials the port",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.phase() == Remote.Phase.NONE && now.hasData());
          var pod = tx.get(session).pod();
          if (bug == ForwardBug.GOES_BY_ADDRESS && tx.get(addresses.get(pod)) == STRANGER) {
            tx.set(remote, now.becomes(Remote.Phase.STRAYED));
            return;
          }
          switch (tx.get(pods.get(pod))) {
            case LISTENING, RESTARTED -> tx.set(remote, now.becomes(Remote.Phase.DIALLED));
            case DOWN -> fail(tx, remote, Cause.REFUSED);
            case GONE -> fail(tx, remote, Cause.GONE);
          }
        });
    if (bug == ForwardBug.GIVES_UP_AFTER_A_SECOND) {
      rule(
          "a second is over",
          remotes,
          (tx, remote) -> {
            tx.require(tx.get(remote).isDialled() && tx.get(remote).isHalfClosed());
            finish(tx, remote);
          });
    }
  }

  /// The stream for an error that a stream for data is paired with: that of its own connection.
  private int errorOf(Transaction tx, int connection) {
    return bug != ForwardBug.PAIRS_BY_ARRIVAL
        ? connection
        : remotes.stream()
            .filter(remote -> tx.get(remote).errorOf() >= 0 && !tx.get(remote).hasData())
            .mapToInt(Cell::index)
            .findFirst()
            .orElse(connection);
  }

  private void fail(Transaction tx, Cell<Remote> remote, Cause cause) {
    tx.send(down, new Frame.Failure(tx.get(remote).errorOf(), remote.index(), cause));
    over(tx, remote);
  }

  private void finish(Transaction tx, Cell<Remote> remote) {
    tx.send(down, new Frame.Fin(remote.index()));
    over(tx, remote);
  }

  private void over(Transaction tx, Cell<Remote> remote) {
    var so = bug == ForwardBug.KEEPS_STREAMS ? Remote.Phase.KEPT : Remote.Phase.DONE;
    tx.set(remote, tx.get(remote).becomes(so));
  }

  /// Servers answer.
  final void declareServers() {
    rule(
        "a server answers",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.isDialled() && now.answered() < now.taken());
          var number = bug == ForwardBug.KEEPS_LAST_ANSWER ? now.taken() : now.answered() + 1;
          tx.set(remote, now.answers()).send(down, new Frame.Data(remote.index(), number));
        });
    rule(
        "a server has answered all",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.isDialled() && now.answered() == now.taken());
          tx.require(now.isHalfClosed() || now.taken() == requestsOf(remote));
          finish(tx, remote);
        });
    rule(
        "a server resets a connection",
        remotes,
        (tx, remote) -> {
          tx.require(tx.get(remote).isDialled());
          spend(tx);
          fail(tx, remote, Cause.RESET);
        });
  }
}
