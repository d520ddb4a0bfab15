package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.network.PacketPage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the report of a run as HTML.
public final class HtmlReport {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  /// The page of a run of which nothing is known but what was kept of it: what its model would say
  /// of its traces is left out.
  public static String render(RunReport run) {
    return render(run, null);
  }

  /// One page that needs nothing beside it: no network, no file, no frame. All text that comes from
  /// the model is escaped.
  ///
  /// @param model with the parameters of the run, to be asked about its traces; null if there is
  ///     none
  public static String render(RunReport run, @Nullable Model model) {
    return rendered(
        "report.jte",
        Page.of(
            run,
            model,
            text("report.css") + text("packet.css"),
            text("report.js") + text("ways.js")));
  }

  /// What the page that leads to those of some runs says of one.
  ///
  /// @param page where its page is, from there
  public static IndexPage.Row indexRow(RunReport run, String page) {
    return IndexPage.row(run, page);
  }

  /// The page that leads to those of some runs.
  public static String renderIndex(List<IndexPage.Row> rows) {
    return rendered("index.jte", IndexPage.of(rows, text("report.css"), text("index.js")));
  }

  /// A page about packets and the rules of a node, which needs nothing beside it.
  public static String render(PacketPage page) {
    var output = new StringOutput();
    TEMPLATES.render(
        "packets.jte",
        Map.of(
            "page", page,
            "style", text("report.css") + text("packet.css"),
            "script", text("packets.js") + text("ways.js")),
        output);
    return output.toString();
  }

  /// The page on which a model is walked through.
  public static String renderExplorer(Configured configured) {
    return rendered(
        "explore.jte",
        ExplorePage.of(configured, text("report.css") + text("explore.css"), text("explore.js")));
  }

  private static String rendered(String template, Object page) {
    var output = new StringOutput();
    TEMPLATES.render(template, page, output);
    return output.toString();
  }

  private static String text(String resource) {
    try (var stream = HtmlReport.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The class path lacks " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HtmlReport() {}
}
