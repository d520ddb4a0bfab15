/// The controllers of kube-controller-manager.
@NullMarked
package dev.plimsoll.cluster.controller;

import org.jspecify.annotations.NullMarked;
