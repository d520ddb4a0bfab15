/// The packets of models: which ones a step sent through the rules of a node, and how they went.
///
/// States hold what became of packets, and not their ways. A model that [SendsPackets] tells the
/// ways of a step when it is asked, by sending the packets again.
@NullMarked
package dev.plimsoll.network.walks;

import org.jspecify.annotations.NullMarked;
