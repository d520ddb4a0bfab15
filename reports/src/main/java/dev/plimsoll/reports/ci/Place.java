package dev.plimsoll.reports.ci;

/// Where to look.
///
/// @param file as a user would name it
/// @param line from 1
public record Place(String file, int line) {}
