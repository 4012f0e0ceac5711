package dev.waybill.simulation;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.workspaces.Checkout;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A repository and its checkouts. Sometimes it does not answer. */
final class SimulatedSources implements Sources {
    private final World world;
    private final SimulatedHistory history;
    private final TreeSet<String> checkouts = new TreeSet<>();
    /** While this is so, nobody gets an answer. */
    boolean areAway;

    SimulatedSources(World world, SimulatedHistory history) {
        this.world = world;
        this.history = history;
    }

    @Override
    public CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref) {
        world.point();
        return areAway
                ? CompletableFuture.failedFuture(new IOException("nobody answers"))
                : CompletableFuture.completedFuture(history.find(ref.name()));
    }

    RemoteRefs refs(Predicate<String> isWanted) throws IOException {
        answer();
        var shas = new TreeMap<String, Sha>();
        history.find("main").ifPresent(sha -> shas.put(RemoteRefs.HEAD, sha));
        for (var branch : List.of("main", "side")) {
            history.find(branch).ifPresent(sha -> shas.put(RemoteRefs.BRANCHES + branch, sha));
        }
        var digest = shas.toString();
        shas.keySet().removeIf(isWanted.negate());
        return new RemoteRefs(shas, List.of(), digest);
    }

    @Override
    public Optional<String> headBranch(RepositoryUrl url) {
        return Optional.of("main");
    }

    @Override
    public Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException {
        answer();
        return Optional.of(history.kinship(base, target));
    }

    @Override
    public boolean isMended(Remote remote, Sha bad, Sha target) throws IOException {
        answer();
        return history.isMended(bad, target);
    }

    @Override
    public Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException {
        answer();
        return history.kinship(base, target);
    }

    @Override
    public boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException {
        answer();
        return history.isMended(bad, target);
    }

    private void answer() throws IOException {
        world.point();
        if (areAway || world.dice.chance(2)) {
            throw new IOException("nobody answers");
        }
    }

    @Override
    public Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query) throws IOException {
        answer();
        return Changes.unknown(from, to, null);
    }

    @Override
    public Changes changes(RepositoryUrl url, @Nullable Sha from, Sha to, ChangeQuery query) throws IOException {
        answer();
        return Changes.unknown(from, to, null);
    }

    @Override
    public List<String> refs(RepositoryUrl url, int most) {
        return List.of("main", "side");
    }

    @Override
    public Set<Sha> between(Remote remote, Sha first, Sha last) {
        return Set.of(last);
    }

    @Override
    public List<Sha> firstParents(Remote remote, Sha first, Sha last) {
        return List.of(last);
    }

    @Override
    public Optional<Sha> known(RepositoryUrl url, Ref ref) {
        return Optional.empty();
    }

    @Override
    public void checkOut(Checkout checkout) throws IOException {
        world.point();
        if (checkout.warm() != null) {
            checkouts.remove(checkout.warm());
        }
        checkouts.add(checkout.name());
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
    public boolean keep(String name, String warm) {
        world.point();
        return checkouts.remove(name) && checkouts.add(warm);
    }

    @Override
    public boolean isShortOfSpace() {
        return false;
    }

    @Override
    public void remove(String name) {
        world.point();
        checkouts.remove(name);
    }
}
