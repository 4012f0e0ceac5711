import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Gives picocli's classes in a jar the format of Java 8. They come in that of Java 5, which a start-up cache does not take, so that every
 * call of the command line would read and verify all of them anew. Usage: java -cp JAR NewerPicocli.java JAR
 */
final class NewerPicocli {
    private static final int CACHEABLE = 50;
    private static final ClassFile FORMAT = ClassFile.of(
            ConstantPoolSharingOption.NEW_POOL, // with the old one, methods would be copied as they are
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(NewerPicocli.class.getClassLoader())));

    public static void main(String[] arguments) throws IOException {
        var jar = Path.of(arguments[0]);
        var newer = Path.of(jar + ".newer");
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(Files.newOutputStream(newer))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var written = new ZipEntry(entry.getName());
                written.setTime(entry.getTime());
                out.putNextEntry(written);
                var isClass = entry.getName().startsWith("picocli/") && entry.getName().endsWith(".class");
                out.write(isClass ? newer(in.readAllBytes()) : in.readAllBytes());
                out.closeEntry();
            }
        }
        Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] newer(byte[] bytes) {
        var model = FORMAT.parse(bytes);
        return model.majorVersion() >= CACHEABLE
                ? bytes
                : FORMAT.transformClass(model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen((builder, element) -> {
                            if (element instanceof ClassFileVersion) {
                                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                            } else {
                                builder.with(element);
                            }
                        }));
    }
}
