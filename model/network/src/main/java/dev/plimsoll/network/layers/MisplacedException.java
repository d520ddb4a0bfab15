package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.KubernetesObject;

/// An object that no network can be made for.
public final class MisplacedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient KubernetesObject object;
  private final String pointer;

  /// @param pointer the field at fault: a JSON pointer from the object
  /// @param problem what was expected there, and what was found
  MisplacedException(KubernetesObject object, String pointer, String problem) {
    super(problem);
    this.object = object;
    this.pointer = pointer;
  }

  /// The object.
  public KubernetesObject object() {
    return object;
  }

  /// The field at fault: a JSON pointer from the object.
  public String pointer() {
    return pointer;
  }
}
