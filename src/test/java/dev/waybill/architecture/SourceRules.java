package dev.waybill.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Rules about names that neither the compiler nor Error Prone checks: its {@code SelfEquals} compares variables, not
 * what methods return, and its {@code HidingField} looks at fields alone.
 */
final class SourceRules extends TreePathScanner<@Nullable Void, SourceRules.Scope> {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final Set<Kind> COMPARISONS = Set.of(
            Kind.EQUAL_TO,
            Kind.NOT_EQUAL_TO,
            Kind.LESS_THAN,
            Kind.LESS_THAN_EQUAL,
            Kind.GREATER_THAN,
            Kind.GREATER_THAN_EQUAL);
    private static final Set<String> COMPARING =
            Set.of("equals", "equalsIgnoreCase", "compareTo", "compare", "isBefore", "isAfter");

    /** The fields that a simple name could mean at some place. */
    record Scope(Set<String> instance, Set<String> ofClass) {
        static final Scope NONE = new Scope(Set.of(), Set.of());

        boolean has(String name) {
            return instance.contains(name) || ofClass.contains(name);
        }
    }

    private final Trees trees;
    private final CompilationUnitTree file;
    private final List<String> broken = new ArrayList<>();

    private SourceRules(Trees trees, CompilationUnitTree file) {
        this.trees = trees;
        this.file = file;
    }

    /** Where the files below a directory break the rules: file, line and what is wrong. */
    static List<String> broken(Path root) throws IOException {
        try (var paths = Files.walk(root);
                var files = COMPILER.getStandardFileManager(null, null, null)) {
            return broken(files.getJavaFileObjectsFromPaths(
                    paths.filter(path -> path.toString().endsWith(".java")).toList()));
        }
    }

    static List<String> brokenIn(String source) {
        try {
            return broken(List.of(new SimpleJavaFileObject(URI.create("string:///T.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                }
            }));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> broken(Iterable<? extends JavaFileObject> sources) throws IOException {
        var task = (JavacTask) COMPILER.getTask(null, null, null, List.of(), null, sources);
        var broken = new ArrayList<String>();
        for (var file : task.parse()) {
            var rules = new SourceRules(Trees.instance(task), file);
            rules.scan(file, Scope.NONE);
            broken.addAll(rules.broken);
        }
        return broken;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Scope outer) {
        var own = new Scope(fields(type, false), fields(type, true));
        var seesInstance = type.getSimpleName().isEmpty()
                || type.getKind() == Kind.CLASS
                        && !type.getModifiers().getFlags().contains(Modifier.STATIC);
        return super.visitClass(
                type,
                new Scope(
                        union(own.instance, seesInstance ? outer.instance : Set.of()),
                        union(own.ofClass, outer.ofClass)));
    }

    private static Set<String> fields(ClassTree type, boolean areStatic) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> field.getModifiers().getFlags().contains(Modifier.STATIC) == areStatic)
                .map(field -> field.getName().toString())
                .collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Scope scope) {
        if (method.getBody() == null) {
            return null;
        }
        if (method.getName().contentEquals("<init>")) {
            return scan(method.getBody(), scope);
        }
        var isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC);
        return super.visitMethod(method, isStatic ? new Scope(Set.of(), scope.ofClass) : scope);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, Scope scope) {
        var parent = getCurrentPath().getParentPath().getLeaf();
        if (!(parent instanceof ClassTree) && scope.has(variable.getName().toString()) && !isKept(parent, variable)) {
            tell(variable, variable.getName() + " hides the field of that name; call it something else");
        }
        return super.visitVariable(variable, scope);
    }

    /** Whether the field of that name is given the value of this parameter, as in a constructor. */
    private static boolean isKept(Tree parent, VariableTree variable) {
        return parent instanceof MethodTree method
                && method.getBody().toString().contains("this.%1$s = %1$s;".formatted(variable.getName()));
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, Scope scope) {
        if (COMPARISONS.contains(binary.getKind())) {
            compare(binary, binary.getLeftOperand(), binary.getRightOperand());
        }
        return super.visitBinary(binary, scope);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Scope scope) {
        var arguments = call.getArguments();
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && COMPARING.contains(select.getIdentifier().toString())
                && !arguments.isEmpty()) {
            compare(call, arguments.size() == 1 ? select.getExpression() : arguments.getFirst(), arguments.getLast());
        }
        return super.visitMethodInvocation(call, scope);
    }

    private void compare(Tree at, Tree left, Tree right) {
        if (left.toString().equals(right.toString())) {
            tell(at, left + " is compared with itself");
        }
    }

    private void tell(Tree at, String what) {
        var line = file.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(file, at));
        broken.add("%s:%d: %s".formatted(file.getSourceFile().getName(), line, what));
    }
}
