package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without the runs there is no AOT cache, and nobody is told.
final class TrainingTest {

  @TempDir private Path folder;

  @Test
  void findsRoutes() {
    assertThatNoException().isThrownBy(new Training(folder)::routes);
  }
}
