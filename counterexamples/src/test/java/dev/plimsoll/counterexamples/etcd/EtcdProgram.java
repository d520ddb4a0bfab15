package dev.plimsoll.counterexamples.etcd;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The server that is installed on this machine.
///
/// @param version such as 3.4.23
record EtcdProgram(Path file, String version) {

  /// What to say where there is none.
  static final String MISSING =
      "there is no etcd on this machine's PATH: Debian has it in the package etcd-server";

  private static final Pattern VERSION = Pattern.compile("etcd Version: (\\d+)\\.(\\d+)\\.(\\d+)");

  /// The first on the PATH; empty if there is none.
  static Optional<EtcdProgram> find() throws IOException {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var file =
        Arrays.stream(path.split(File.pathSeparator))
            .map(folder -> Path.of(folder, "etcd"))
            .filter(Files::isExecutable)
            .findFirst();
    return file.isEmpty() ? Optional.empty() : Optional.of(of(file.get()));
  }

  private static EtcdProgram of(Path file) throws IOException {
    var process =
        new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    var version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException("expected a version from %s, but it said: %s".formatted(file, said));
    }
    return new EtcdProgram(file, said.substring(version.start(1), version.end(3)));
  }

  /// Whether it is older than a version of its minor version.
  boolean isBefore(int patchOf34, int patchOf35) {
    var parts = Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    return parts[0] == 3
        && (parts[1] < 4
            || (parts[1] == 4 && parts[2] < patchOf34)
            || (parts[1] == 5 && parts[2] < patchOf35));
  }
}
