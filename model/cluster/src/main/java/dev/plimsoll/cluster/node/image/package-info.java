/// Images: how a kubelet comes by those of its containers, and how it gets rid of them.
///
/// Start with {@link dev.plimsoll.cluster.node.image.ImagePullModel}.
///
/// Source: `pkg/kubelet/images`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node.image;

import org.jspecify.annotations.NullMarked;
