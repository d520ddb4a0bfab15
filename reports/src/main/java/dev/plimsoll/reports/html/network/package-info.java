/// Pages about packets and the rules of a node: where one packet goes ({@link
/// dev.plimsoll.reports.html.network.FlowsPage}), where packets to Services go ({@link
/// dev.plimsoll.reports.html.network.RoutesPage}), and what becomes of all packets ({@link
/// dev.plimsoll.reports.html.network.ClassesPage}). All of them are a {@link
/// dev.plimsoll.reports.html.network.PacketPage}.
@NullMarked
package dev.plimsoll.reports.html.network;

import org.jspecify.annotations.NullMarked;
