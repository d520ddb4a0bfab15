package dev.plimsoll.reports.cli;

/// Where a command prints that has a form of its own.
final class Console extends Streams {}
