package dev.waybill.vcs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the HEAD of a copy. */
final class Heads {
    private static final String PREFIX = "ref: refs/heads/";

    private Heads() {}

    /** The branch that it names; empty while it is not known. */
    static Optional<String> of(Path copy) {
        try {
            var line = Files.readString(copy.resolve("HEAD")).strip();
            return line.startsWith(PREFIX) ? Optional.of(line.substring(PREFIX.length())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
