package dev.waybill.simulation;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Repositories that have every ref, and sometimes do not answer. A commit is a number, and came after the one before it. */
final class SimulatedSources implements Sources {
    private final World world;
    private final TreeSet<String> checkouts = new TreeSet<>();
    /** While this is so, nobody gets an answer. */
    boolean areAway;

    SimulatedSources(World world) {
        this.world = world;
    }

    @Override
    public CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref) {
        world.point();
        return areAway
                ? CompletableFuture.failedFuture(new IOException("nobody answers"))
                : CompletableFuture.completedFuture(
                        Optional.of(new Sha("%040x".formatted(ref.name().hashCode() & 0xffffL))));
    }

    @Override
    public Optional<String> headBranch(RepositoryUrl url) {
        return Optional.of("main");
    }

    @Override
    public Optional<Kinship> kinship(Remote remote, Sha base, Sha target) {
        world.point();
        var ahead = number(target) - number(base);
        return Optional.of(new Kinship(Math.max(ahead, 0), Math.max(-ahead, 0)));
    }

    private static int number(Sha sha) {
        return Integer.parseInt(sha.hex(), 16);
    }

    /** Nobody reverts anything here. */
    @Override
    public boolean isMended(Remote remote, Sha bad, Sha target) {
        world.point();
        return false;
    }

    @Override
    public Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query) {
        world.point();
        return Changes.unknown(from, to, null);
    }

    @Override
    public Set<Sha> between(Remote remote, Sha first, Sha last) {
        return Set.of(last);
    }

    @Override
    public Optional<Sha> known(RepositoryUrl url, Ref ref) {
        return Optional.empty();
    }

    @Override
    public void checkOut(String name, Remote remote, Sha sha, @Nullable String user) throws IOException {
        world.point();
        checkouts.add(name);
        world.point();
        if (world.dice.chance(2)) {
            throw new IOException("no room");
        }
    }

    @Override
    public Path path(String name) {
        return Path.of("/workspaces", name);
    }

    @Override
    public List<String> names() {
        world.point();
        return List.copyOf(checkouts);
    }

    @Override
    public void remove(String name) {
        world.point();
        checkouts.remove(name);
    }
}
