/// Controllers that create again what they have created, or wait for what will never come.
@NullMarked
package dev.plimsoll.cluster.incident.controller;

import org.jspecify.annotations.NullMarked;
