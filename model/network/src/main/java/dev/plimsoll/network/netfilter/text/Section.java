package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.TableName;
import java.util.List;

/// One table of a dump, from `*TABLE` to `COMMIT`.
///
/// @param line the line of `*TABLE`
public record Section(TableName table, int line, List<Statement> statements) {

  public Section {
    statements = List.copyOf(statements);
  }
}
