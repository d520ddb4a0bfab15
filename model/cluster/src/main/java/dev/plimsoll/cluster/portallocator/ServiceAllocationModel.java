package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.FaultyModel;
import dev.plimsoll.cluster.portallocator.Request.Allocate;
import dev.plimsoll.cluster.portallocator.Request.Wish;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// API servers give node ports to Services and take them back, by a bitmap that they share in etcd,
/// while they die, and while the bitmap is lost; a loop repairs what comes of it.
///
/// The first Service is for TCP and UDP, the others are for TCP. Users create, change and delete
/// Services; they choose a port, or have one chosen.
public final class ServiceAllocationModel extends FaultyModel {

  /// Mistakes to seed.
  public enum Bug {
    /// The API servers as they should be.
    NONE,
    /// The bitmap is written whatever it is by then.
    OVERWRITES,
    /// The old port is freed when the new one is taken, before the Service is written.
    RELEASES_EARLY,
    /// A port is freed when one protocol is taken off it, though another has it.
    RELEASES_BY_PROTOCOL,
    /// A bitmap that is not there is taken for one in which all is free.
    ALLOCATES_WITHOUT_BITMAP,
    /// A user may choose a port outside the range.
    IGNORES_RANGE,
    /// Any port is given to those who do not choose.
    IGNORES_BAND,
    /// Nothing is repaired.
    REPAIRS_NOTHING,
    /// A port that no Service has is freed when it is seen first.
    FREES_AT_ONCE,
    /// A port that no Service has is never freed.
    KEEPS_LEAKS,
    /// A port that is not taken is not taken by the repair, though a Service has it.
    REFILLS_NOTHING,
    /// A round that begins again as the bitmap was written counts as another: v1.30.
    COUNTS_CONFLICTS,
    /// A port that was seen as a leak, and was free since, counts as seen when it is taken again:
    /// v1.30.
    REMEMBERS_LEAKS
  }

  /// How far the model goes.
  ///
  /// @param ports how many there are; the first is left to those who choose
  /// @param services names that there are
  /// @param creations of Services
  /// @param changes of their ports
  /// @param deletions of Services
  /// @param crashes of API servers while they serve
  /// @param losses of the bitmap, as by a backup that is restored
  public record Bounds(
      int ports,
      int services,
      int creations,
      int changes,
      int deletions,
      int crashes,
      int losses) {}

  private static final List<Integer> SERVERS = List.of(0, 1);
  private static final int OF_BOTH_PROTOCOLS = 0;

  private final Bounds bounds;
  private final Bug bug;
  private final AllocationRange range;
  private final Etcd etcd;
  private final List<ApiServer> apiServers;
  private final List<Integer> names;

  /// No Services, and all ports free.
  public ServiceAllocationModel(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    range = new AllocationRange(bounds.ports(), 1);
    names = IntStream.range(0, bounds.services()).boxed().toList();
    Cells<Optional<NodePorts>> services =
        cells("service", bounds.services(), Optional.<NodePorts>empty());
    Cell<Optional<Bitmap>> bitmap = cell("bitmap", Optional.of(Bitmap.EMPTY));
    Cells<Request> requests = cells("request", SERVERS.size(), new Request.None());
    Cell<Repair> repair = cell("repair", new Repair.Resting());
    var leaks = cell("leaks", Collections.nCopies(bounds.ports(), Etcd.NO_LEAK));
    etcd = new Etcd(services, bitmap, requests, repair, leaks, bug);
    apiServers =
        requests.stream().map(request -> new ApiServer(etcd, request, range, bug)).toList();

    declareApiServers();
    declareRepair();
    declareUsers();
    declareFaults();
    declareClaims();
  }

  // ---- rules

  private void declareApiServers() {
    rule(
        "an API server reads the bitmap",
        SERVERS,
        (tx, each) -> apiServers.get(each).readBitmap(tx));
    rule(
        "an API server writes the bitmap",
        SERVERS,
        (tx, each) -> apiServers.get(each).writeBitmap(tx));
    rule(
        "an API server writes the Service",
        SERVERS,
        (tx, each) -> apiServers.get(each).writeService(tx));
    weaklyFairEach("an API server reads the bitmap");
    weaklyFairEach("an API server writes the bitmap");
    weaklyFairEach("an API server writes the Service");
  }

  private void declareRepair() {
    if (bug == Bug.REPAIRS_NOTHING) {
      return;
    }
    var repairer = new Repairer(etcd, bug);
    fair("the repair reads the bitmap", repairer::begin);
    fair("the repair reads the bitmap again", repairer::beginAgain);
    fair("the repair lists the Services", repairer::list);
    fair("the repair writes the bitmap", repairer::write);
  }

  private void fair(String name, Consumer<Transaction> body) {
    rule(name, body);
    weaklyFair(name);
  }

  private void declareUsers() {
    event(
        "somebody creates a Service",
        bounds.creations(),
        tx -> {
          var name = tx.choose(names);
          tx.require(stored(tx, name).isEmpty());
          var after = new NodePorts(NodePorts.NONE, name == OF_BOTH_PROTOCOLS);
          server(tx)
              .allocate(
                  tx, new Wish(name, Optional.empty(), Optional.of(after)), tx.choose(choices()));
        });
    event("somebody changes the ports of a Service", bounds.changes(), this::change);
    event(
        "somebody deletes a Service",
        bounds.deletions(),
        tx -> {
          var name = tx.choose(names);
          var before = stored(tx, name);
          tx.require(before.isPresent());
          server(tx).write(tx, new Wish(name, before, Optional.empty()));
        });
  }

  /// Asks for another port, or for none, or for none for UDP.
  private void change(Transaction tx) {
    var name = tx.choose(names);
    var before = stored(tx, name);
    tx.require(before.isPresent());
    if (tx.chooseWhether()) {
      var after = tx.choose(less(before.orElseThrow()));
      server(tx).write(tx, new Wish(name, before, Optional.of(after)));
    } else {
      server(tx).allocate(tx, new Wish(name, before, before), tx.choose(choices()));
    }
  }

  /// The first that has nothing to do: which one it is makes no difference.
  private ApiServer server(Transaction tx) {
    var idle = apiServers.stream().filter(each -> each.isIdle(tx)).findFirst();
    tx.require(idle.isPresent());
    return idle.orElseThrow();
  }

  private static List<NodePorts> less(NodePorts ports) {
    return ports.port() == NodePorts.NONE
        ? List.of()
        : Stream.of(
                new NodePorts(NodePorts.NONE, ports.alsoUdp()), new NodePorts(ports.port(), false))
            .filter(less -> !less.equals(ports))
            .toList();
  }

  /// Any port, each of the range, and one that is not of it.
  private List<Optional<Integer>> choices() {
    return Stream.concat(
            Stream.of(Optional.<Integer>empty()),
            IntStream.rangeClosed(0, bounds.ports()).mapToObj(Optional::of))
        .toList();
  }

  private Optional<NodePorts> stored(State state, int name) {
    return state.get(etcd.services().get(name));
  }

  private void declareFaults() {
    event(
        "an API server dies", bounds.crashes(), tx -> apiServers.get(tx.choose(SERVERS)).crash(tx));
    event(
        "the bitmap is lost while the API servers are down",
        bounds.losses(),
        tx -> {
          tx.require(isIdle(tx) && tx.get(etcd.bitmap()).isPresent());
          etcd.write(tx, Optional.empty());
        });
  }

  // ---- claims

  private void declareClaims() {
    always(
        "no two Services have one node port",
        etcd.services().pairs(),
        (s, pair) -> !etcd.areAlike(s, pair.first().index(), pair.second().index()));
    always("a node port is of the range", s -> etcd.used(s).stream().allMatch(range::contains));
    whenever(
        "ports of the band are left to those who choose, as long as there are others",
        etcd.requests(),
        (s, request) -> ofBand(s, request).isPresent(),
        (s, request) ->
            IntStream.range(range.staticBand(), range.size())
                .allMatch(ofBand(s, request).orElseThrow()::has));
    eventuallyAlways(
        "in the end a port that no Service has is free",
        s -> s.get(etcd.bitmap()).stream().allMatch(it -> etcd.used(s).containsAll(it.taken())));
    eventuallyAlways(
        "in the end the port of a Service is taken",
        s -> s.get(etcd.bitmap()).filter(it -> it.taken().containsAll(etcd.used(s))).isPresent());
    declareExamples();
  }

  private void declareExamples() {
    sometimes("all Services have node ports", s -> etcd.used(s).size() == bounds.services());
    sometimes(
        "a request finds that the bitmap was written meanwhile",
        s ->
            etcd.requests()
                .any(
                    s,
                    request ->
                        request instanceof Allocate(_, _, var read, _)
                            && read.filter(it -> it.read().stale()).isPresent()));
    sometimes(
        "somebody who does not choose has a port of the band, as there are no others",
        s -> etcd.requests().stream().anyMatch(request -> ofBand(s, request).isPresent()));
    if (bounds.crashes() > 0) {
      sometimes(
          "a port is taken that no Service has, and nobody is about to have",
          s ->
              isIdle(s)
                  && s.get(etcd.bitmap()).stream().anyMatch(it -> it.taken().size() > used(s)));
    }
    if (bounds.losses() > 0) {
      sometimes(
          "the port of a Service is not taken", s -> used(s) > 0 && s.get(etcd.bitmap()).isEmpty());
    }
  }

  /// The bitmap by which a port of the band is about to be given to somebody who does not choose.
  private Optional<Bitmap> ofBand(State state, Cell<Request> request) {
    return state.get(request) instanceof Allocate(_, var chosen, var read, _) && chosen.isEmpty()
        ? read.filter(it -> it.port() < range.staticBand()).map(it -> it.read().bitmap())
        : Optional.empty();
  }

  private int used(State state) {
    return etcd.used(state).size();
  }

  private boolean isIdle(State state) {
    return etcd.requests().all(state, new Request.None());
  }
}
