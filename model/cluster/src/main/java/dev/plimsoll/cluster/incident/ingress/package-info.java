/// Load balancers that do not heed which rule of an Ingress comes first.
@NullMarked
package dev.plimsoll.cluster.incident.ingress;

import org.jspecify.annotations.NullMarked;
