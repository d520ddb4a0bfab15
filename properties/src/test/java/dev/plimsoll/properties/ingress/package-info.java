/// Load balancers that Ingresses configure, against a plain reading of the specification.
@NullMarked
package dev.plimsoll.properties.ingress;

import org.jspecify.annotations.NullMarked;
