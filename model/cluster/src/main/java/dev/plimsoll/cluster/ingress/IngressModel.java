package dev.plimsoll.cluster.ingress;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.PathType;
import dev.plimsoll.network.ingress.HttpRequest;
import dev.plimsoll.network.ingress.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A wildcard and a name that it covers, and two long paths that are the same: Ingresses that users
/// create in any order, change and delete. The controller keeps what it has seen in the order in
/// which it has, and may die.
///
/// What a request gets is told by host, path and age of the Ingress that answers, and of those that
/// the balancer knows: the claims do not go by the order that the balancer has.
public final class IngressModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// The balancer as it should be.
    NONE,
    /// It goes by the names of hosts, where `*` comes before letters.
    WILDCARD_FIRST,
    /// It goes by the first path that matches, and `/` comes first.
    ROOT_FIRST,
    /// Of two Ingresses that say the same it takes the one it saw last.
    LATEST_FIRST,
    /// It does not see that an Ingress is gone.
    KEEPS_DELETED
  }

  /// How far the model goes.
  ///
  /// @param creations of Ingresses, at most 4
  /// @param changes of the type of a path
  /// @param deletions of Ingresses
  /// @param crashes of the controller
  public record Bounds(int creations, int changes, int deletions, int crashes) {}

  private static final String NAME = "www.example.com";
  private static final List<PublishedIngress> TEMPLATES =
      List.of(
          new PublishedIngress(Meta.NEW, "*.example.com", PathType.PREFIX, "/"),
          new PublishedIngress(Meta.NEW, NAME, PathType.PREFIX, "/"),
          new PublishedIngress(Meta.NEW, NAME, PathType.PREFIX, "/shop"),
          new PublishedIngress(Meta.NEW, NAME, PathType.PREFIX, "/shop"));
  private static final int CHANGED = TEMPLATES.size() - 1;
  private static final HttpRequest REQUEST = HttpRequest.http(NAME, "/shop");

  private final Balancer balancer;
  private final Resource<PublishedIngress> ingresses = resource("ingresses", TEMPLATES.size());
  private final Cell<List<Ingress>> seen;

  /// No Ingresses.
  ///
  /// @param lag how many changes may be on the way to the controller
  public IngressModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    balancer = new Balancer(bug);
    var controller = component("ingress controller");
    seen = memory(controller, "seen", List.<Ingress>of());
    watch(
        controller,
        ingresses,
        (tx, name, before, after, by) -> {
          var isNews = after.isPresent() || bug != Bug.KEEPS_DELETED;
          if (isNews) {
            tx.update(
                seen,
                known ->
                    changed(known, PublishedIngress.name(name), after.map(it -> it.written(name))));
          }
        });
    mayCrash(controller, bounds.crashes());
    declareUsers(bounds);
    declareClaims();
  }

  private void declareUsers(Bounds bounds) {
    event(
        "somebody creates an Ingress",
        bounds.creations(),
        tx -> {
          var name = tx.choose(ingresses.free(tx));
          ingresses.create(tx, name, TEMPLATES.get(name));
        });
    event(
        "somebody changes the type of a path",
        bounds.changes(),
        tx -> {
          tx.require(ingresses.exists(tx, CHANGED));
          ingresses.patch(tx, CHANGED, it -> it.with(other(it.type())));
        });
    event(
        "somebody deletes an Ingress",
        bounds.deletions(),
        tx -> ingresses.delete(tx, tx.choose(ingresses.names(tx, _ -> true))));
  }

  /// What is known after a change: an Ingress that has changed is seen last.
  private static List<Ingress> changed(List<Ingress> known, String name, Optional<Ingress> after) {
    return Stream.concat(
            known.stream().filter(each -> !each.metadata().name().equals(name)), after.stream())
        .toList();
  }

  private static PathType other(PathType type) {
    return type == PathType.PREFIX ? PathType.EXACT : PathType.PREFIX;
  }

  // ---- claims

  private void declareClaims() {
    always(
        "a wildcard does not answer for a host that another Ingress names",
        s ->
            known(s, IngressModel::isNamed).isEmpty()
                || answer(s).filter(IngressModel::isNamed).isPresent());
    always(
        "of paths for the host the longest answers, and Exact before Prefix",
        s -> answer(s).filter(IngressModel::isNamed).stream().allMatch(it -> noneIsCloser(s, it)));
    always(
        "of two that say the same the older answers",
        s ->
            answer(s).stream()
                .allMatch(
                    it ->
                        known(s, each -> saySame(each, it)).stream()
                            .noneMatch(each -> isOlder(each, it))));
    eventuallyAlways(
        "in the end the balancer knows the Ingresses that there are",
        s -> Set.copyOf(s.get(seen)).equals(Set.copyOf(published(s))));

    sometimes("a wildcard answers", s -> answer(s).filter(it -> !isNamed(it)).isPresent());
    sometimes(
        "an Exact path answers before a Prefix that is older",
        s ->
            answer(s)
                .filter(it -> type(it) == PathType.EXACT)
                .filter(
                    it ->
                        !known(s, each -> path(each).equals(path(it)) && isOlder(each, it))
                            .isEmpty())
                .isPresent());
    sometimes(
        "of two that say the same the older was seen last",
        s -> answer(s).filter(it -> isSeenLate(s, it)).isPresent());
  }

  private Optional<Ingress> answer(State state) {
    return balancer.answer(state.get(seen), REQUEST).map(Route::ingress);
  }

  private List<Ingress> known(State state, Predicate<Ingress> test) {
    return state.get(seen).stream().filter(test).toList();
  }

  private List<Ingress> published(State state) {
    return ingresses.names(state, _ -> true).stream()
        .map(name -> ingresses.get(state, name).orElseThrow().written(name))
        .toList();
  }

  private static boolean isNamed(Ingress ingress) {
    return host(ingress).equals(NAME);
  }

  private boolean noneIsCloser(State state, Ingress answer) {
    return known(state, IngressModel::isNamed).stream()
        .noneMatch(
            each ->
                path(each).length() > path(answer).length()
                    || (path(each).equals(path(answer))
                        && type(each) == PathType.EXACT
                        && type(answer) == PathType.PREFIX));
  }

  private boolean isSeenLate(State state, Ingress answer) {
    var same = known(state, each -> saySame(each, answer));
    return same.size() > 1 && same.getLast().equals(answer);
  }

  private static boolean saySame(Ingress ingress, Ingress other) {
    return host(ingress).equals(host(other))
        && path(ingress).equals(path(other))
        && type(ingress) == type(other);
  }

  private static boolean isOlder(Ingress ingress, Ingress other) {
    return ingress.created().orElseThrow().isBefore(other.created().orElseThrow());
  }

  private static String host(Ingress ingress) {
    return ingress.rules().getFirst().host().name();
  }

  private static String path(Ingress ingress) {
    return ingress.rules().getFirst().paths().getFirst().path();
  }

  private static PathType type(Ingress ingress) {
    return ingress.rules().getFirst().paths().getFirst().type();
  }
}
