package dev.plimsoll.reports.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Makes jars fit for the launcher's AOT cache, which takes no class compiled for Java 5 or older:
/// such code does not say which types are on its stack. picocli's, which every start needs, is.
final class Archivable {

  private static final int OLDEST = ClassFile.JAVA_6_VERSION;

  private static final int RENEWED = ClassFile.JAVA_8_VERSION;

  /// Where a class file has its major version.
  private static final int VERSION_AT = 6;

  private final ClassFile format;

  /// @param classes finds the classes that are renewed, and those they extend
  private Archivable(ClassLoader classes) {
    var hierarchy = ClassHierarchyResolver.ofResourceParsing(classes);
    format =
        ClassFile.of(
            ClassHierarchyResolverOption.of(hierarchy), StackMapsOption.GENERATE_STACK_MAPS);
  }

  /// Renews jars in place.
  ///
  /// @param jars their paths
  public static void main(String[] jars) throws IOException {
    for (var jar : jars) {
      renew(Path.of(jar));
    }
  }

  /// Gives the old classes of a jar a later version and the types on their stacks; leaves a jar
  /// without any as it is.
  static void renew(Path jar) throws IOException {
    var renewed = new ByteArrayOutputStream();
    var found = false;
    try (var from = new JarFile(jar.toFile());
        var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var to = new JarOutputStream(renewed)) {
      var archivable = new Archivable(classes);
      for (var entry : Collections.list(from.entries())) {
        var bytes = from.getInputStream(entry).readAllBytes();
        var isOld = entry.getName().endsWith(".class") && version(bytes) < OLDEST;
        found |= isOld;
        to.putNextEntry(new JarEntry(entry.getName()));
        to.write(isOld ? archivable.renewed(bytes) : bytes);
        to.closeEntry();
      }
    }
    if (found) {
      var written =
          Files.write(jar.resolveSibling(jar.getFileName() + ".new"), renewed.toByteArray());
      Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static int version(byte[] classFile) {
    return ByteBuffer.wrap(classFile).getShort(VERSION_AT);
  }

  private byte[] renewed(byte[] classFile) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(RENEWED, 0);
          } else {
            builder.with(element);
          }
        };
    // Code that is passed on as it is would stay without the types.
    var code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
    return format.transformClass(format.parse(classFile), version.andThen(code));
  }
}
