package dev.plimsoll.reports.html;

import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import java.util.List;

/// The page on which a model is walked through; all else it asks of the server.
///
/// @param parameters as `name=value`
/// @param style the style sheet
/// @param script the script
public record ExplorePage(
    String model,
    String summary,
    String source,
    List<String> parameters,
    String style,
    String script) {

  static ExplorePage of(Configured configured, String style, String script) {
    var definition = configured.definition();
    return new ExplorePage(
        definition.name(),
        definition.summary(),
        definition.source(),
        configured.parameters().values().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList(),
        style,
        script);
  }
}
