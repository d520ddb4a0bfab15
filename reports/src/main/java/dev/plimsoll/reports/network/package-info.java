/// How packets and what becomes of them are told, in a line each; whatever the form of the answer.
@NullMarked
package dev.plimsoll.reports.network;

import org.jspecify.annotations.NullMarked;
