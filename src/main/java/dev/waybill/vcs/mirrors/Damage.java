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
 * Whether a copy is damaged, by git's own checks: everything that its branches and tags need is there, and every pack is what its sums
 * say. What git cannot check for want of memory, time or files says nothing. Blocks; long, where a copy is large.
 */
final class Damage {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int KILLED = 128;
    private static final int MOST_PACKS = 200;

    /** What says that the machine, and not the copy, is at fault. */
    private static final Pattern OF_THE_MACHINE = Pattern.compile(
            "(?i)out of memory|cannot allocate|temporarily unavailable|too many open files|no space left|permission denied|dubious ownership");

    private final Git git;
    private final Path copy;

    Damage(Git git, Path copy) {
        this.git = git;
        this.copy = copy;
    }

    /** What git found; empty if the copy is good, or nobody can say. */
    Optional<String> find() throws IOException, InterruptedException {
        // Not whether objects are well-formed: old histories hold some that are not, and a new copy would, too.
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
