/// The text of `iptables-save`, `ip6tables-save` and `iptables-restore`: read, written, loaded.
///
/// Reading has three steps. [DumpReader] takes a text apart into sections and statements;
/// [RuleReader] takes a rule's words apart into options, each given to the module or target that
/// it belongs to ([Vocabulary] knows which options take how many words); [MatchReader] and
/// [TargetReader] turn them into the records of the package above. A rule keeps its words as they
/// were written, so that [Dump#text] gives the same text again.
///
/// [Spelling] goes the other way: it prints a rule from its records alone, as the kernel's
/// `iptables-save` would.
///
/// [Loading] carries the statements out, as `iptables-restore` does, with or without `--noflush`.
///
/// Start at [Dump]. Sources: iptables 1.8.9, `iptables/iptables-restore.c`, `iptables/xshared.c`
/// and `extensions/lib*.c`.
@NullMarked
package dev.plimsoll.network.netfilter.text;

import org.jspecify.annotations.NullMarked;
