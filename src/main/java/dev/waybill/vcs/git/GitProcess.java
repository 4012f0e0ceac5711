package dev.waybill.vcs.git;

import dev.waybill.vcs.git.Git.Done;
import dev.waybill.vcs.git.GitFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs and watches one git command. Confined to one thread; an interrupt ends the command. */
final class GitProcess {
    private static final long LOOK_MILLIS = 100;
    private static final long MOVEMENT_MILLIS = 2_000;
    private static final long GRACE_MILLIS = 500;

    private final String verb;
    private final Limits limits;
    private final boolean onLeash;
    private final Path answer;
    private final long largest;
    private long passed;
    private long said;
    private long saidAt;
    private long movedAt;

    /**
     * @param verb the git command
     * @param answer the file for its output
     * @param largest maximum size of the output in bytes
     */
    GitProcess(String verb, Limits limits, boolean onLeash, Path answer, long largest) {
        this.verb = verb;
        this.limits = limits;
        this.onLeash = onLeash;
        this.answer = answer;
        this.largest = largest;
    }

    /** @param told the file for the output that is returned */
    Done run(ProcessBuilder builder, Path told) throws IOException, InterruptedException {
        var process = builder.start();
        try {
            var movement = new Movement(process.toHandle());
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                passed += LOOK_MILLIS;
                var end = tooLong(movement);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        } finally {
            end(process);
        }
        return new Done(
                Kind.ENDED, process.exitValue(), new String(Files.readAllBytes(told), StandardCharsets.UTF_8).strip());
    }

    private Optional<Done> tooLong(Movement movement) throws IOException {
        var size = Files.size(answer);
        if (size > largest) {
            return ended(Kind.TOO_MUCH, "its output has more than %d MB".formatted(largest >> 20));
        }
        if (size != said) {
            said = size;
            saidAt = passed;
            movedAt = passed;
        }
        if (passed % MOVEMENT_MILLIS == 0 && isWatched() && movement.isSeen()) {
            movedAt = passed;
        }
        if (isOver(limits.total(), 0) || isOver(limits.idle(), saidAt)) {
            var limit = isOver(limits.total(), 0) ? limits.total() : limits.idle();
            return ended(Kind.TIMED_OUT, "did not end within %d s".formatted(limit.toSeconds()));
        }
        return isWatched() && isOver(limits.silence(), movedAt)
                ? ended(
                        Kind.SILENT,
                        "the host has sent nothing for %d s"
                                .formatted(limits.silence().toSeconds()))
                : Optional.empty();
    }

    private boolean isWatched() {
        return limits.silence().compareTo(limits.total()) < 0;
    }

    private boolean isOver(Duration limit, long since) {
        return passed - since >= limit.toMillis();
    }

    private Optional<Done> ended(Kind kind, String why) {
        return Optional.of(new Done(kind, 124, "git %s: %s".formatted(verb, why)));
    }

    private void end(Process process) {
        if (onLeash) {
            Leash.letGo(process);
            return;
        }
        if (!process.isAlive()) {
            return;
        }
        var helpers = process.descendants().toList();
        process.destroy(); // SIGTERM first, so that git removes its lock files
        process.onExit()
                .completeOnTimeout(process, GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        helpers.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
