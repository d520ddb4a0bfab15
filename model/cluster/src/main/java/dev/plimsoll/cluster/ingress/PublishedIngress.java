package dev.plimsoll.cluster.ingress;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.kubernetes.ingress.IngressRule;
import dev.plimsoll.kubernetes.ingress.PathType;
import java.time.Instant;
import java.util.List;

/// An Ingress with one path, at the API server.
///
/// @param meta whose uid also says when it was created
/// @param host of its rule
/// @param type of its path
/// @param path of its rule
record PublishedIngress(Meta meta, String host, PathType type, String path)
    implements ApiObject<PublishedIngress> {

  @Override
  public PublishedIngress with(Meta newMeta) {
    return new PublishedIngress(newMeta, host, type, path);
  }

  /// The same with a path of another type.
  PublishedIngress with(PathType newType) {
    return new PublishedIngress(meta, host, newType, path);
  }

  /// The name of an Ingress by its number.
  static String name(int number) {
    return "ingress-" + number;
  }

  /// As the network knows it; its backend has its name.
  Ingress written(int name) {
    var backend = new ToService("service-" + name, 80);
    var rule =
        new IngressRule(new IngressHost(host), List.of(new HttpIngressPath(path, type, backend)));
    return Ingress.of(ObjectMeta.of("shop", name(name)), List.of(rule))
        .createdAt(Instant.ofEpochSecond(meta.uid()));
  }
}
