package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.RuleSet;
import java.util.List;

/// The text of `iptables-save` or the input of `iptables-restore`, taken apart.
///
/// @param name what messages call it, usually the file's name
/// @param sections the tables in the order of the text; a table may occur more than once
public record Dump(String name, List<Section> sections) {

  public Dump {
    sections = List.copyOf(sections);
  }

  /// Reads a text.
  ///
  /// @param name what messages call the text
  /// @throws DumpException naming the line that `iptables-restore` would not take
  public static Dump parse(String name, String text) {
    return new DumpReader(name, text).read();
  }

  /// The text again: without comments and empty lines, one blank between words.
  public String text() {
    var text = new StringBuilder();
    for (Section section : sections) {
      text.append('*').append(section.table()).append('\n');
      section.statements().forEach(statement -> text.append(statement.text()).append('\n'));
      text.append("COMMIT\n");
    }
    return text.toString();
  }

  /// What a kernel without rules holds after `iptables-restore` of this text.
  ///
  /// @throws DumpException naming the rule that the kernel refuses
  public RuleSet load() {
    return Loading.checked(RuleSet.empty(name), this, Loading.Existing.FLUSHED);
  }
}
