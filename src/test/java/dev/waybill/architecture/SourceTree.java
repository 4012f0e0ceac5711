package dev.waybill.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;

/** All Java of this repository, parsed and not compiled. */
final class SourceTree {
    static final Path MAIN = Path.of("src/main/java");

    private static final List<Path> ROOTS =
            List.of(MAIN, Path.of("src/test/java"), Path.of("bench"), Path.of("examples"));

    private SourceTree() {}

    static List<SourceFile> read() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = files.getJavaFileObjectsFromPaths(paths());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            var positions = Trees.instance(task).getSourcePositions();
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> file(unit, positions))
                    .toList();
        }
    }

    private static List<Path> paths() {
        return ROOTS.stream().flatMap(SourceTree::javaBelow).sorted().toList();
    }

    private static Stream<Path> javaBelow(Path root) {
        try (var tree = Files.walk(root)) {
            return tree.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile file(CompilationUnitTree unit, SourcePositions positions) {
        var methods = new ArrayList<SourceFile.Method>();
        var texts = new ArrayList<String>();
        new Contents(unit, positions, methods, texts).scan(unit, new Around("", false));
        var path = Path.of(unit.getSourceFile().getName());
        return new SourceFile(path, lines(path), List.copyOf(methods), List.copyOf(texts));
    }

    private static int lines(Path path) {
        try (var lines = Files.lines(path)) {
            return Math.toIntExact(lines.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type that a method stands in. */
    private record Around(String name, boolean isRecord) {}

    /** Collects the methods and texts of a file. */
    private static final class Contents extends TreeScanner<Void, Around> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<SourceFile.Method> found;
        private final List<String> texts;

        Contents(
                CompilationUnitTree unit,
                SourcePositions positions,
                List<SourceFile.Method> found,
                List<String> texts) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
            this.texts = texts;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Around around) {
            if (literal.getValue() instanceof String text) {
                texts.add(text);
            }
            return super.visitLiteral(literal, around);
        }

        @Override
        public Void visitClass(ClassTree type, Around around) {
            var name = type.getSimpleName().toString();
            var isRecord = type.getKind() == Tree.Kind.RECORD;
            return super.visitClass(type, new Around(name.isEmpty() ? around.name() : name, isRecord));
        }

        @Override
        public Void visitMethod(MethodTree method, Around around) {
            if (method.getBody() != null) {
                found.add(found(method, around));
            }
            return super.visitMethod(method, around);
        }

        private SourceFile.Method found(MethodTree method, Around around) {
            var isConstructor = method.getReturnType() == null;
            var name = around.name() + (isConstructor ? "" : "." + method.getName());
            var parameters = method.getParameters().size();
            return new SourceFile.Method(name, lines(method), parameters, isConstructor && !around.isRecord());
        }

        private int lines(MethodTree method) {
            return line(positions.getEndPosition(unit, method.getBody())) - line(start(method)) + 1;
        }

        /** Where the signature starts, after the annotations. */
        private long start(MethodTree method) {
            var type = method.getReturnType();
            if (type != null) {
                return positions.getStartPosition(unit, type);
            }
            var modifiers = positions.getEndPosition(unit, method.getModifiers());
            return modifiers == Diagnostic.NOPOS ? positions.getStartPosition(unit, method) : modifiers;
        }

        private int line(long position) {
            return Math.toIntExact(unit.getLineMap().getLineNumber(position));
        }
    }
}
