package dev.waybill.vcs.mirrors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The copies of one repository: {@code KEY.git} or, if it had to be created again, {@code KEY.1.git} and so on, of
 * which the newest is current. They are never moved, because checkouts that borrow from them contain their paths. Many
 * threads can read; one writes.
 */
final class Copies {
    private static final Pattern KEY = Pattern.compile("([0-9a-f]{24})\\..*");

    private final Path directory;
    private final String key;
    private final Pattern name;
    private volatile Path newest;

    Copies(Path directory, String key) {
        this.directory = directory;
        this.key = key;
        this.name = Pattern.compile(Pattern.quote(key) + "(?:\\.(\\d{1,9}))?\\.git");
        this.newest = named(Math.max(0, highest()));
    }

    /** The current copy; does not exist if there is none. */
    Path newest() {
        return newest;
    }

    boolean isThere() {
        return Files.isDirectory(newest);
    }

    /** Where the next copy is created. */
    Path half() {
        return directory.resolve(key + ".git.new");
    }

    /** Held by git while it writes. */
    Path lock() {
        return directory.resolve(key + ".git.lock");
    }

    /** Makes the new copy the current one. */
    void adoptHalf() throws IOException {
        var next = named(highest() + 1);
        Files.move(half(), next, StandardCopyOption.ATOMIC_MOVE);
        newest = next;
    }

    /** Copies that are no longer current, including those that earlier versions set aside. */
    List<Path> old() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.filter(path -> isOld(path.getFileName().toString()))
                    .filter(path -> !path.equals(newest))
                    .toList();
        }
    }

    /** All copies, with their other files. */
    List<Path> all() throws IOException {
        try (var all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().startsWith(key + "."))
                    .toList();
        }
    }

    void remove() throws IOException {
        for (var path : all()) {
            Trees.delete(path);
        }
    }

    /** The keys of all repositories that have copies. */
    static Set<String> keys(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (var all = Files.list(directory)) {
            return all.map(path -> KEY.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(it -> it.group(1))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private boolean isOld(String file) {
        return name.matcher(file).matches() || file.startsWith(key + ".git.broken.");
    }

    /** -1 if there is none. */
    private int highest() {
        if (!Files.isDirectory(directory)) {
            return -1;
        }
        try (var all = Files.list(directory)) {
            return all.map(path -> name.matcher(path.getFileName().toString()))
                    .filter(it -> it.matches())
                    .mapToInt(it -> it.group(1) == null ? 0 : Integer.parseInt(it.group(1)))
                    .max()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private Path named(int number) {
        return directory.resolve(number == 0 ? key + ".git" : "%s.%d.git".formatted(key, number));
    }
}
