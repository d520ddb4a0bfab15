package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.kubernetes.ingress.IngressRule;
import dev.plimsoll.kubernetes.ingress.IngressTls;
import dev.plimsoll.kubernetes.ingress.PathType;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an Ingress. What a controller takes from annotations is its own affair, and may change
/// where requests go: but for the class they are reported as ignored.
final class IngressDecoder {

  static final Fields FIELDS =
      MetadataDecoder.fieldsWith(Ingress.CLASS_ANNOTATION)
          .with(
              "spec",
              Fields.of(
                  "ingressClassName",
                  "defaultBackend",
                  "tls[].hosts",
                  "tls[].secretName",
                  "rules[].host",
                  "rules[].http.paths[].path",
                  "rules[].http.paths[].pathType",
                  "rules[].http.paths[].backend"));

  private IngressDecoder() {}

  static Ingress decode(
      io.fabric8.kubernetes.api.model.networking.v1.Ingress ingress, Position object) {
    var metadata = MetadataDecoder.decode(ingress.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(ingress.getSpec(), "a spec");
    var created = MetadataDecoder.created(ingress.getMetadata(), object);
    var backend =
        Optional.ofNullable(spec.getDefaultBackend())
            .map(each -> backend(each, at.field("defaultBackend")));
    var tls = each(spec.getTls(), at.field("tls"), IngressDecoder::tls);
    var rules = each(spec.getRules(), at.field("rules"), IngressDecoder::rule);
    return at.check(
        () ->
            new Ingress(
                metadata,
                created,
                Optional.ofNullable(spec.getIngressClassName()),
                backend,
                tls,
                rules));
  }

  private static IngressTls tls(
      io.fabric8.kubernetes.api.model.networking.v1.IngressTLS tls, Position at) {
    return new IngressTls(
        each(tls.getHosts(), at.field("hosts"), IngressDecoder::host),
        tls.getSecretName() == null ? "" : tls.getSecretName());
  }

  private static IngressHost host(@Nullable String name, Position at) {
    return at.check(() -> name == null ? IngressHost.ANY : new IngressHost(name));
  }

  private static IngressRule rule(
      io.fabric8.kubernetes.api.model.networking.v1.IngressRule rule, Position at) {
    var paths = at.descend("http", "paths");
    var http = rule.getHttp();
    if (http != null && http.getPaths().isEmpty()) {
      throw paths.error("expected at least one path, found none");
    }
    return new IngressRule(
        host(rule.getHost(), at.field("host")),
        each(http == null ? null : http.getPaths(), paths, IngressDecoder::path));
  }

  private static HttpIngressPath path(HTTPIngressPath path, Position at) {
    var type =
        at.field("pathType")
            .constant(
                PathType.class,
                at.field("pathType")
                    .require(path.getPathType(), "Exact, Prefix or ImplementationSpecific"));
    var backend =
        backend(
            at.field("backend").require(path.getBackend(), "a service or a resource"),
            at.field("backend"));
    var text = path.getPath() == null ? "" : path.getPath();
    return at.field("path").check(() -> new HttpIngressPath(text, type, backend));
  }

  private static IngressBackend backend(
      io.fabric8.kubernetes.api.model.networking.v1.IngressBackend backend, Position at) {
    var service = backend.getService();
    var resource = backend.getResource();
    if ((service == null) == (resource == null)) {
      throw at.error(
          "expected a service or a resource, found " + (service == null ? "neither" : "both"));
    }
    return service == null
        ? resource(at.require(resource, "a resource"), at.field("resource"))
        : service(service, at.field("service"));
  }

  private static IngressBackend resource(TypedLocalObjectReference resource, Position at) {
    return new IngressBackend.ToResource(
        resource.getApiGroup() == null ? "" : resource.getApiGroup(),
        at.field("kind").require(resource.getKind(), "a kind"),
        at.field("name").require(resource.getName(), "a name"));
  }

  private static IngressBackend service(IngressServiceBackend service, Position at) {
    var name = at.field("name").require(service.getName(), "the name of a Service");
    var port = port(service.getPort(), at.field("port"));
    return at.field("name").check(() -> new IngressBackend.ToService(name, port));
  }

  private static IngressBackend.Port port(@Nullable ServiceBackendPort port, Position at) {
    var number = port == null || port.getNumber() == null ? 0 : port.getNumber();
    var name = port == null || port.getName() == null ? "" : port.getName();
    if ((number == 0) == name.isEmpty()) {
      throw at.error("expected a number or a name, found " + (number == 0 ? "neither" : "both"));
    }
    return at.check(
        () ->
            name.isEmpty() ? new IngressBackend.ByNumber(number) : new IngressBackend.ByName(name));
  }
}
