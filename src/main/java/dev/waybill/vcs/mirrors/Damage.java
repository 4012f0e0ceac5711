package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a copy for damage with git: all objects that its branches and tags need must exist, and the checksums of its
 * packs must match. A check that fails because of memory, time or open files reports no damage. Blocks, for a long time
 * if the copy is large.
 */
final class Damage {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int KILLED = 128;
    private static final int MOST_PACKS = 200;

    /** Messages that indicate a problem of the machine, not of the copy. */
    private static final Pattern OF_THE_MACHINE = Pattern.compile(
            "(?i)out of memory|cannot allocate|temporarily unavailable|too many open files|no space left|permission denied|dubious ownership");

    private final Git git;
    private final Path copy;

    Damage(Git git, Path copy) {
        this.git = git;
        this.copy = copy;
    }

    /** What git found; empty if the copy is intact, or if that is unknown. */
    Optional<String> find() throws IOException, InterruptedException {
        // Without checking the format of objects: old histories contain malformed ones, and a new copy would, too.
        var found = complaint(git.run(
                copy, LONGEST, "fsck", "--connectivity-only", "--no-dangling", "--no-progress", "--no-reflogs"));
        return found.isPresent() ? found : inPacks();
    }

    private Optional<String> inPacks() throws IOException, InterruptedException {
        var packs = packs();
        for (var from = 0; from < packs.size(); from += MOST_PACKS) {
            var command = new ArrayList<>(List.of("verify-pack", "--"));
            command.addAll(packs.subList(from, Math.min(packs.size(), from + MOST_PACKS)));
            var found = complaint(git.run(copy, LONGEST, command.toArray(String[]::new)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<String> packs() throws IOException {
        try (var files = Files.list(copy.resolve("objects/pack"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".idx"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> complaint(Git.Done done) {
        var saysNothing = done.ok()
                || done.kind() != GitFailure.Kind.ENDED
                || done.code() > KILLED
                || OF_THE_MACHINE.matcher(done.output()).find();
        return saysNothing ? Optional.empty() : Optional.of(Git.complaint(done));
    }
}
