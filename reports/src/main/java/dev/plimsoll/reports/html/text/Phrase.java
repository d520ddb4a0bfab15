package dev.plimsoll.reports.html.text;

/// A piece of a value's text.
///
/// @param quiet whether it is there to hold the rest together: brackets, names of fields, and what
///     is empty or false
public record Phrase(String text, boolean quiet) {}
