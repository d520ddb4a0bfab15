package dev.plimsoll.reports.html;

import dev.plimsoll.reports.RunReport;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes the report of a run as HTML.
public final class HtmlReport {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  /// One page that needs nothing beside it: no network, no file, no frame. All text that comes from
  /// the model is escaped.
  public static String render(RunReport run) {
    var output = new StringOutput();
    TEMPLATES.render("report.jte", Page.of(run, text("report.css"), text("report.js")), output);
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
