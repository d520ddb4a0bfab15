package dev.plimsoll.reports.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What one command printed, and its exit status.
record CommandLineRun(int status, String out, String err) {

  static CommandLineRun of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status = Plimsoll.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new CommandLineRun(status, out.toString(), err.toString());
  }
}
