package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Builds jars of plug-ins. */
public final class TestJar {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private TestJar() {}

    /** Compiles the sources in a directory into a jar, with its other files. */
    public static void build(Path sources, Path jar) throws IOException {
        var classes = Files.createTempDirectory(Path.of("target"), "plugin-classes");
        compile(
                files(sources).stream()
                        .filter(it -> it.toString().endsWith(".java"))
                        .toList(),
                classes);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var root : List.of(sources, classes)) {
                for (var file : files(root)) {
                    if (!file.toString().endsWith(".java")) {
                        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                        Files.copy(file, out);
                    }
                }
            }
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        var options = List.of("-d", classes.toString(), "-classpath", "target/classes", "-proc:none");
        try (var manager = COMPILER.getStandardFileManager(null, null, null)) {
            var files = manager.getJavaFileObjectsFromPaths(sources);
            assertThat(COMPILER.getTask(null, manager, null, options, null, files)
                            .call())
                    .isTrue();
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
