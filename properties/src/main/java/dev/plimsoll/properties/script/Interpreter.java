package dev.plimsoll.properties.script;

/// What carries out the commands of one script, one after the other.
interface Interpreter {

  /// Carries out a command.
  ///
  /// @return its output
  /// @throws ScriptException if the command cannot be carried out
  /// @throws IllegalStateException where the library would panic
  String run(Directive directive);
}
