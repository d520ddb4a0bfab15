package dev.plimsoll.network.dns;

/// Why a query ends as it does.
public enum Reason {
  /// A Service has cluster IPs.
  CLUSTER_IP("the cluster IP of a Service"),
  /// A headless Service has endpoints that are ready.
  ENDPOINTS("the ready endpoints of a headless Service"),
  /// An endpoint that is ready has the name.
  ENDPOINT("an endpoint that is ready"),
  /// A Service is an alias.
  ALIAS("a Service is an alias"),
  /// The name of a pod is its address.
  POD_NAME("the name is the address, whether there is such a pod or not"),
  /// A pod has the address.
  POD("a pod has the address"),
  /// The version of the specification.
  SCHEMA_VERSION("the version of the specification"),
  /// A Service or endpoints have the address.
  REVERSE("who has the address"),

  /// There are records of other types.
  OTHER_TYPE("it has records of other types only"),
  /// The name is that of a namespace.
  NAMESPACE("a namespace has no records"),
  /// The name is above those of namespaces.
  APEX("there are names below it only"),
  /// The alias is of a name without records of the type, or of itself.
  ALIAS_OF_NOTHING("what it is an alias of has no such records"),
  /// There are no ports to tell of.
  PORTLESS("it has no ports"),

  /// The label left of the cluster's domain is another.
  NEITHER_SVC_NOR_POD("names of the cluster end with svc or pod and its domain"),
  /// There are more labels than any name has.
  TOO_LONG("no name has so many labels"),
  /// There is no such namespace.
  NO_NAMESPACE("there is no such namespace"),
  /// There is no such Service in the namespace.
  NO_SERVICE("there is no such Service in the namespace"),
  /// The Service has no such port.
  NO_PORT("the Service has no such port"),
  /// No endpoint of the Service is ready.
  NONE_READY("the Service has no endpoint that is ready"),
  /// No endpoint of the Service has that name and is ready.
  NO_ENDPOINT("no endpoint of the Service that is ready has the name"),
  /// An alias has nothing below it.
  BELOW_ALIAS("an alias has neither ports nor endpoints"),
  /// An alias of an address is none.
  ALIAS_OF_ADDRESS("the Service is an alias of an address, which is not allowed in DNS"),
  /// Names of pods are switched off.
  PODS_DISABLED("pods have no names here"),
  /// The name of a pod is no address.
  NO_ADDRESS("pods are named after their addresses"),
  /// No pod of the namespace has the address.
  NO_POD("no pod of the namespace has the address"),
  /// The name has no text, which CoreDNS takes for no name.
  NO_TEXT("without addresses there is no text either"),

  /// The name is not of the cluster.
  FORWARDED("it is not of the cluster, and forwarded"),
  /// The name is an alias of one that is not of the cluster.
  ALIAS_FORWARDED("a Service is an alias of a name that is not of the cluster"),
  /// Nobody of the cluster has the address.
  ADDRESS_FORWARDED("nobody in the cluster has the address, and it is forwarded"),
  /// The EndpointSlices of a Service with a selector are not known.
  SLICES_NOT_KNOWN("the EndpointSlices of the Service are not given"),
  /// The pod asks another name server.
  ASKED_ELSEWHERE("the pod asks another name server than the cluster's");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /// In words.
  @Override
  public String toString() {
    return text;
  }
}
