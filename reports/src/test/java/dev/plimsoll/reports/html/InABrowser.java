package dev.plimsoll.reports.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share a browser, which has no network.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InABrowser {

  private @Nullable Browser started;

  @BeforeAll
  void openTheBrowser(@TempDir Path profile) throws IOException {
    started = Browser.start(profile);
  }

  @AfterAll
  void closeTheBrowser() {
    if (started != null) {
      started.close();
    }
  }

  final Browser browser() {
    return Objects.requireNonNull(started, "the browser is not open");
  }

  /// What the browser complains of, and what is a barrier to some readers, in light and in dark.
  ///
  /// @param pages by the names of their files
  final List<String> faults(Map<String, String> pages) throws IOException {
    var found = new ArrayList<String>();
    for (var page : pages.entrySet()) {
      browser().open(page.getKey(), page.getValue(), "");
      for (var scheme : List.of("light", "dark")) {
        browser().prefer(scheme);
        browser()
            .barriers()
            .forEach(each -> found.add("%s, %s: %s".formatted(page.getKey(), scheme, each)));
      }
      browser().complaints().forEach(each -> found.add(page.getKey() + ": " + each));
    }
    return found;
  }
}
