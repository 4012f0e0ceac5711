package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packs in the copy of one repository: each fetch that brings something leaves one. */
final class Packs {
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int UNKNOWN_OPTION = 129;

    private static final int MOST_PACKS = 20;

    private final Git git;
    private final Copies copies;
    private volatile boolean isPacking;

    Packs(Git git, Copies copies) {
        this.git = git;
        this.copies = copies;
    }

    /** Removes the files of interrupted transfers; git only removes them together with unreachable objects. */
    void removeRemains(Path copy) throws IOException {
        var packs = copy.resolve("objects/pack");
        if (Files.isDirectory(packs) && !isPacking) {
            try (var remains = Files.newDirectoryStream(packs, "tmp_pack_*")) {
                for (var one : remains) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    /** Whether enough fetches have left packs that joining them pays off. */
    boolean hasMany() throws IOException {
        try (var files = Files.list(copies.newest().resolve("objects/pack"))) {
            return !isPacking
                    && files.filter(file -> file.toString().endsWith(".pack")).count() > MOST_PACKS;
        }
    }

    /**
     * Joins small packs into larger ones, and leaves large ones alone. Keeps unreachable objects, because checkouts
     * borrow them. Can run on another thread during a fetch.
     */
    void join() throws IOException, InterruptedException {
        isPacking = true;
        try {
            if (repack("--geometric=2", "-d").code() == UNKNOWN_OPTION) { // git before 2.32
                repack("-a", "-d", "--keep-unreachable");
            }
        } finally {
            isPacking = false;
        }
    }

    private Git.Done repack(String... how) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("-c", Fetching.SYNC_ALL, "-c", "pack.threads=1"));
        command.addAll(List.of("-c", "repack.writeBitmaps=false", "repack", "--quiet"));
        command.addAll(List.of(how));
        var done = git.run(copies.newest(), LONGEST, command.toArray(String[]::new));
        if (!done.ok() && done.code() != UNKNOWN_OPTION) {
            throw GitFailure.of(done, "repack");
        }
        return done;
    }
}
