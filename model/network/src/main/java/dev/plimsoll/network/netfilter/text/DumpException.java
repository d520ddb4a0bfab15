package dev.plimsoll.network.netfilter.text;

/// A text that is not what `iptables-restore` takes, or that the kernel refuses to load.
///
/// The message starts with `FILE:LINE:` and says what was found and what was expected.
public final class DumpException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String file;
  private final int line;

  public DumpException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
    this.file = file;
    this.line = line;
  }

  /// The name under which the text was given.
  public String file() {
    return file;
  }

  /// The line, counted from 1.
  public int line() {
    return line;
  }
}
