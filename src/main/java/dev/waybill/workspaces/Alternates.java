package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads from which repositories another one borrows objects, gitrepository-layout(5). Commands may have changed the
 * file, so it is hostile.
 */
final class Alternates {
    private static final int MOST_BYTES = 64 * 1024;

    private Alternates() {}

    /** The real paths of the repositories that it borrows from; those that do not exist are left out. */
    static Set<Path> of(Path gitDirectory) throws IOException {
        var file = gitDirectory.resolve("objects/info/alternates");
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            return Set.of();
        }
        try (var stream = Files.newInputStream(file)) {
            var text = new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return text.lines()
                    .flatMap(line -> repository(gitDirectory.resolve("objects"), line).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static Optional<Path> repository(Path from, String objects) {
        try {
            return Optional.ofNullable(from.resolve(objects).toRealPath().getParent());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
