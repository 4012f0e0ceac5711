package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the HEAD of a repository names, as stored in its copy. */
sealed interface Head {
    /** An unlikely branch name. git accepts a HEAD that names a branch which does not exist. */
    String NOWHERE = "waybill-knows-no-head";

    String PREFIX = "ref: refs/heads/";

    /** A branch, which may not exist. */
    record Branch(String name) implements Head {}

    /** A commit without a branch. */
    record Detached(Sha sha) implements Head {}

    /** Nothing that exists, or not known yet. */
    record Nowhere() implements Head {}

    /** The HEAD of a copy; {@link Nowhere} if the copy does not exist, or if its HEAD cannot be read. */
    static Head of(Path copy) {
        try {
            return read(copy);
        } catch (IOException e) {
            return new Nowhere();
        }
    }

    /** The HEAD of a copy that exists. */
    static Head read(Path copy) throws IOException {
        var line = Files.readString(copy.resolve("HEAD")).strip();
        if (Sha.isFull(line)) {
            return new Detached(new Sha(line));
        }
        return line.startsWith(PREFIX) && !line.equals(PREFIX + NOWHERE)
                ? new Branch(line.substring(PREFIX.length()))
                : new Nowhere();
    }

    /** Parses the response of a remote. */
    static Head told(String answer) {
        var branch = answer.lines()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()).split("\\s", 2)[0])
                .findFirst();
        return branch.<Head>map(Branch::new)
                .or(() -> answer.lines()
                        .filter(line -> line.endsWith("\tHEAD"))
                        .map(line -> line.split("\t", 2)[0])
                        .filter(Sha::isFull)
                        .findFirst()
                        .map(hex -> new Detached(new Sha(hex))))
                .orElseGet(Nowhere::new);
    }

    /** What it names, if that is not there. */
    default String absence() {
        return switch (this) {
            case Branch(var name) -> "the branch %s, which is not there".formatted(name);
            case Detached(var sha) -> "the commit %s, which is not there".formatted(sha.abbreviated());
            case Nowhere() -> "no branch that is there";
        };
    }

    /** The branch; empty if it does not name one. */
    default Optional<String> branch() {
        return this instanceof Branch(var name) ? Optional.of(name) : Optional.empty();
    }
}
