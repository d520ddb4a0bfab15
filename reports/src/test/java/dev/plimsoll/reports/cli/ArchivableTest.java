package dev.plimsoll.reports.cli;

import static java.lang.constant.ConstantDescs.CD_int;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old classes run as before, and look as those of today.
final class ArchivableTest {

  private static final ClassDesc OLD = ClassDesc.of("Old");

  @TempDir private Path folder;

  @Test
  void anOldClassRunsAsBeforeAndSaysWhatIsOnItsStack() throws Exception {
    var jar = jar("old.jar", absolute(ClassFile.JAVA_5_VERSION));

    Archivable.renew(jar);

    try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      assertThat(version(classes)).isEqualTo(ClassFile.JAVA_8_VERSION);
      // Verified when it is loaded, which takes the types at the branch.
      var absolute = classes.loadClass("Old").getMethod("absolute", int.class);
      assertThat(absolute.invoke(null, -7)).isEqualTo(7);
      assertThat(absolute.invoke(null, 7)).isEqualTo(7);
      assertThat(classes.getResource("note.txt")).isNotNull();
    }
  }

  @Test
  void aJarWithoutOldClassesIsLeftAsItIs() throws IOException {
    var jar = jar("new.jar", absolute(ClassFile.JAVA_8_VERSION));
    var before = Files.readAllBytes(jar);

    Archivable.renew(jar);

    assertThat(jar).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  /// A class with `static int absolute(int)`, which has a branch.
  private static byte[] absolute(int version) {
    return ClassFile.of()
        .build(
            OLD,
            type ->
                type.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_PUBLIC)
                    .withMethodBody(
                        "absolute",
                        MethodTypeDesc.of(CD_int, CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code ->
                            code.iload(0)
                                .ifThen(Opcode.IFLT, negative -> negative.iload(0).ineg().ireturn())
                                .iload(0)
                                .ireturn()));
  }

  private Path jar(String name, byte[] classFile) throws IOException {
    var jar = folder.resolve(name);
    try (var entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("note.txt"));
      entries.closeEntry();
      entries.putNextEntry(new JarEntry("Old.class"));
      entries.write(classFile);
      entries.closeEntry();
    }
    return jar;
  }

  private static int version(ClassLoader classes) throws IOException {
    try (var bytes = classes.getResourceAsStream("Old.class")) {
      return ClassFile.of().parse(bytes.readAllBytes()).majorVersion();
    }
  }
}
