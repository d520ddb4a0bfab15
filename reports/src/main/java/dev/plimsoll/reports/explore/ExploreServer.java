package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.reports.html.HtmlReport;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Serves the page on which a model is walked through, to this machine alone.
///
/// It listens on the loopback interface, and refuses what a page of somebody else could make a
/// browser ask of it: requests that name another host.
public final class ExploreServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> OURSELVES = Set.of(LOOPBACK, "localhost");

  private final Exploration exploration;
  private final Bounds bounds;
  private final PlaceJson places;
  private final Javalin server;

  /// The search that is under way, or was last.
  private volatile UnderWay underWay;

  /// Starts to serve.
  ///
  /// @param bounds of searches
  /// @param port 0 for any that is free
  public ExploreServer(Exploration exploration, Bounds bounds, int port) {
    this.exploration = exploration;
    this.bounds = bounds;
    underWay = new UnderWay(bounds);
    places = new PlaceJson(exploration);
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.before(ExploreServer::guard);
              config.routes.get("/", this::page);
              config.routes.get("/api/place", context -> answer(context, this::place));
              config.routes.get("/api/find", context -> answer(context, this::find));
              config.routes.get("/api/violation", context -> answer(context, this::violation));
              config.routes.get("/api/claims", context -> answer(context, this::claims));
              config.routes.get("/api/progress", this::progress);
              config.routes.post("/api/cancel", context -> underWay.cancel());
              config.routes.get("/api/itf", this::itf);
              config.routes.exception(IllegalArgumentException.class, ExploreServer::refuse);
            });
    server.start(LOOPBACK, port);
  }

  /// Where it listens.
  public int port() {
    return server.port();
  }

  /// Where the page is.
  ///
  /// @param path that it is to open
  public String address(List<Integer> path) {
    return "http://%s:%d/%s"
        .formatted(LOOPBACK, port(), path.isEmpty() ? "" : "#" + PlaceJson.text(path));
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void guard(Context context) {
    var host = String.valueOf(context.host()).replaceFirst(":\\d+$", "");
    if (!OURSELVES.contains(host)) {
      throw new ForbiddenResponse("this page is for " + LOOPBACK + " only");
    }
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'");
    context.header("Cache-Control", "no-store");
  }

  /// What was asked for does not exist.
  private static void refuse(IllegalArgumentException exception, Context context) {
    say(context.status(400), String.valueOf(exception.getMessage()));
  }

  private static void say(Context context, String error) {
    context
        .contentType("application/json")
        .result(JsonWriter.compact(Json.object().with("error", error).build()));
  }

  private void page(Context context) {
    context.html(HtmlReport.renderExplorer(exploration.configured()));
  }

  private void answer(Context context, Function<Context, Json> answer) {
    synchronized (exploration) {
      try {
        context.contentType("application/json").result(JsonWriter.compact(answer.apply(context)));
      } catch (IllegalArgumentException e) {
        refuse(e, context);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        say(context.status(500), "the model throws " + e);
      }
    }
  }

  private Exploration.Place asked(Context context) {
    var path = context.queryParam("path");
    return exploration.at(PlaceJson.path(path == null ? "" : path));
  }

  private Json place(Context context) {
    return places.encode(asked(context));
  }

  private Wander search(Context context) {
    underWay = new UnderWay(bounds);
    return exploration.search(asked(context), underWay);
  }

  /// Told also while another thread searches.
  private void progress(Context context) {
    context.contentType("application/json").result(JsonWriter.compact(PlaceJson.encode(underWay)));
  }

  private Json find(Context context) {
    var text = context.queryParam("wanted");
    var wanted = Wanted.parse(text == null ? "" : text);
    return PlaceJson.encode(search(context).find(position -> wanted.holds(position.values())));
  }

  private Json violation(Context context) {
    return PlaceJson.encode(
        search(context).find(position -> !exploration.violated(position).isEmpty()));
  }

  private Json claims(Context context) {
    var verdicts = new ArrayList<Wander.Verdict>();
    var answer = search(context).judge(verdicts);
    return PlaceJson.encode(verdicts, answer);
  }

  private void itf(Context context) {
    synchronized (exploration) {
      var place = asked(context);
      context
          .contentType("application/json")
          .header("Content-Disposition", "attachment; filename=\"path.itf.json\"")
          .result(JsonWriter.indented(itf(place)));
    }
  }

  /// A counterexample if the state at the end violates a claim, else the trace alone.
  private Json itf(Exploration.Place place) {
    var configured = exploration.configured();
    return configured.model().claims().stream()
        .filter(claim -> exploration.violated(place.position()).contains(claim.name()))
        .findFirst()
        .<Json>map(
            claim ->
                Itf.encode(
                    new Counterexample(
                        configured.definition().name(),
                        configured.parameters(),
                        claim.name(),
                        claim.kind() == Claim.Kind.DEADLOCK_FREE
                            ? Counterexample.Kind.DEADLOCK
                            : Counterexample.Kind.SAFETY,
                        place.trace(),
                        Version.current())))
        .orElseGet(() -> Itf.encode(place.trace()));
  }
}
