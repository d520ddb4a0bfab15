/// What the build checks about the house itself: tests that read the project, not run it.
///
/// - [ModulesTest]: imports run one way, packages have no cycles, every package is null-marked.
/// - [PurityTest]: models touch no file, clock, thread, logger or source of chance.
/// - [StyleTest]: the length of files, notes left behind, paths of somebody's machine.
/// - [DocumentationTest]: every command that a page shows is one that the command line takes.
/// - [LauncherTest]: `./plimsoll` builds once, whoever asks, and keeps out of the way.
///
/// Each rule is accompanied by a count of what it has seen ([Sources] reads the files,
/// [Bytecode] the classes), so that none can pass on nothing.
@NullMarked
package dev.plimsoll.architecture;

import org.jspecify.annotations.NullMarked;
