package dev.plimsoll.network.topology;

/// The hardware address of a device, which is named instead of a number.
///
/// @param namespace that the device is in
/// @param device by its name
public record Mac(String namespace, String device) {

  @Override
  public String toString() {
    return namespace + "@" + device;
  }
}
