package dev.waybill.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Features and what each uses, as Markdown: a diagram, and a table with the sentence and the door of each package.
 *
 * @param uses what each feature uses, which is never itself
 * @param packages of all features, without the root
 */
record PackagePicture(SortedMap<String, TreeSet<String>> uses, List<String> packages) {
    private static final String ROOT = "dev.waybill.";
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern DOOR = Pattern.compile("Read \\{@link ([\\w.]+)}[^.]*\\.");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

    static PackagePicture of(JavaClasses classes) {
        var uses = new TreeMap<String, TreeSet<String>>();
        var packages = new TreeSet<String>();
        for (var type : classes) {
            if (isInside(type)) {
                packages.add(type.getPackageName().substring(ROOT.length()));
                var used = uses.computeIfAbsent(feature(type), _ -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(PackagePicture::isInside)
                        .map(PackagePicture::feature)
                        .filter(other -> !other.equals(feature(type)))
                        .forEach(used::add);
            }
        }
        return new PackagePicture(uses, List.copyOf(packages));
    }

    /** Generated packages have no folder. */
    private static boolean isInside(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) && Files.isDirectory(folder(type.getPackageName()));
    }

    private static Path folder(String packageName) {
        return SourceTree.MAIN.resolve(packageName.replace('.', '/'));
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).split("\\.")[0];
    }

    String text() throws IOException {
        return diagram() + "\n" + table();
    }

    private String diagram() {
        var arrows = uses.keySet().stream()
                .flatMap(feature -> direct(feature).stream().map(used -> "    %s --> %s\n".formatted(feature, used)));
        return "```mermaid\ngraph BT\n" + arrows.collect(joining()) + "```\n";
    }

    /** What a feature uses, but for what it would reach through another. */
    private TreeSet<String> direct(String feature) {
        var used = used(feature);
        return used.stream()
                .filter(one -> used.stream().noneMatch(other -> reached(other).contains(one)))
                .collect(toCollection(TreeSet::new));
    }

    private TreeSet<String> reached(String feature) {
        var all = new TreeSet<>(used(feature));
        used(feature).forEach(used -> all.addAll(reached(used)));
        return all;
    }

    private TreeSet<String> used(String feature) {
        return uses.getOrDefault(feature, new TreeSet<>());
    }

    private String table() throws IOException {
        var rows = new StringBuilder("| package | what lives there | read first |\n|---|---|---|\n");
        for (var feature : inOrder()) {
            for (var name : packages) {
                if (name.equals(feature) || name.startsWith(feature + ".")) {
                    rows.append(row(name));
                }
            }
        }
        return rows.toString();
    }

    /** Each after all that it uses; by name where that says nothing. */
    private List<String> inOrder() {
        var order = new ArrayList<String>();
        while (order.size() < uses.size()) {
            order.add(uses.keySet().stream()
                    .filter(feature -> !order.contains(feature) && order.containsAll(used(feature)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a circle behind " + order)));
        }
        return order;
    }

    private static String row(String name) throws IOException {
        var file = folder(ROOT + name).resolve("package-info.java");
        var javadoc = JAVADOC.matcher(Files.readString(file));
        if (!javadoc.find()) {
            throw new IllegalStateException(file + " has no Javadoc");
        }
        var text = javadoc.group(1).replaceAll("\\s*\\n \\* ?", " ").strip();
        var door = DOOR.matcher(text);
        if (!door.find()) {
            throw new IllegalStateException(file + " names no class to read first: Read {@link ...} first.");
        }
        var sentence = CODE.matcher(text.substring(0, door.start()).strip()).replaceAll("`$1`");
        var type = door.group(1).substring(door.group(1).lastIndexOf('.') + 1);
        return "| `%s` | %s | `%s` |\n".formatted(name, sentence, type);
    }
}
