package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes copies that are not needed, in use or borrowed from. Thread-safe. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final Path directory;
    private final Map<RepositoryUrl, Mirror> mirrors;
    private final Loans loans;

    Removal(Path directory, Map<RepositoryUrl, Mirror> mirrors, Loans loans) {
        this.directory = directory;
        this.mirrors = mirrors;
        this.loans = loans;
    }

    void removeOld(Mirrors.Borrowed borrowed) throws IOException {
        var old = new ArrayList<Path>();
        for (var mirror : mirrors.values()) {
            old.addAll(mirror.old());
        }
        old.removeIf(loans::has);
        if (!old.isEmpty()) {
            var inUse = borrowed.copies();
            for (var copy : old) {
                if (!inUse.contains(real(copy))) {
                    Trees.delete(copy);
                }
            }
        }
    }

    void keepOnly(Supplier<Set<RepositoryUrl>> needed, Mirrors.Borrowed borrowed) throws IOException {
        var keys = Copies.keys(directory);
        needed.get().forEach(url -> keys.remove(url.key()));
        for (var key : keys) {
            var all = new Copies(directory, key).all();
            if (all.stream().noneMatch(loans::has)) {
                var inUse = borrowed.copies();
                if (all.stream().noneMatch(path -> inUse.contains(real(path)))) {
                    LOG.info("removing the mirror {}: no app uses its repository any more", key);
                    remove(key);
                }
            }
        }
        removeOld(borrowed);
    }

    private void remove(String key) throws IOException {
        for (var mirror : mirrors.entrySet()) {
            if (mirror.getKey().key().equals(key)) {
                mirror.getValue().remove();
                return;
            }
        }
        new Copies(directory, key).remove();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path; // it does not exist any more
        }
    }
}
