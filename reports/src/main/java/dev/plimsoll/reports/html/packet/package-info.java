/// How a packet went through the rules of a node, to be drawn and to be read.
///
/// {@link dev.plimsoll.reports.html.packet.PacketPath} is a packet and its ways. Of each, `Journey`
/// says which chain called which, and where it came back; {@link
/// dev.plimsoll.reports.html.packet.Drawing} is that as a picture, and {@link
/// dev.plimsoll.reports.html.packet.Way} has the same as a table.
@NullMarked
package dev.plimsoll.reports.html.packet;

import org.jspecify.annotations.NullMarked;
