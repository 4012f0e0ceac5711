package dev.waybill.workspaces;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.mirrors.Mirrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repositories accessed with git: mirrors, and checkouts that borrow from them. */
public final class GitSources implements Sources {
    private static final Logger LOG = LoggerFactory.getLogger(GitSources.class);

    private final Mirrors mirrors;
    private final Workspaces workspaces;
    private final Disk disk;

    public GitSources(Mirrors mirrors, Workspaces workspaces, Disk disk) {
        this.mirrors = mirrors;
        this.workspaces = workspaces;
        this.disk = disk;
    }

    @Override
    public CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref) {
        return mirrors.resolve(remote, ref)
                .thenApply(found -> {
                    var full = disk.exhaustion();
                    if (found.isEmpty() && full.isPresent()) {
                        throw new CompletionException(new IOException(full.get().sentence()));
                    }
                    return found;
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
    }

    /**
     * When the disk is full, git's errors are misleading, such as an unknown branch or a repository that does not
     * respond.
     */
    private Throwable told(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return disk.exhaustion()
                .<Throwable>map(full -> new IOException("%s; %s".formatted(full.sentence(), cause.getMessage()), cause))
                .orElse(cause);
    }

    @Override
    public Optional<String> headBranch(RepositoryUrl url) {
        return mirrors.headBranch(url);
    }

    @Override
    public Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException, InterruptedException {
        return mirrors.kinship(remote, base, target);
    }

    @Override
    public boolean isMended(Remote remote, Sha bad, Sha target) throws IOException, InterruptedException {
        return mirrors.isMended(remote, bad, target);
    }

    @Override
    public Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException, InterruptedException {
        return mirrors.kinship(url, base, target);
    }

    @Override
    public boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException, InterruptedException {
        return mirrors.isMended(url, bad, target);
    }

    @Override
    public Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException {
        return mirrors.changes(remote, from, to, query);
    }

    @Override
    public Changes changes(RepositoryUrl url, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException {
        return mirrors.changes(url, from, to, query);
    }

    @Override
    public List<String> refs(RepositoryUrl url, int most) throws IOException, InterruptedException {
        return mirrors.refs(url, most);
    }

    @Override
    public Set<Sha> between(Remote remote, Sha first, Sha last) throws IOException, InterruptedException {
        return mirrors.between(remote, first, last);
    }

    @Override
    public List<Sha> firstParents(Remote remote, Sha first, Sha last) throws IOException, InterruptedException {
        return mirrors.firstParents(remote, first, last);
    }

    @Override
    public Optional<Sha> known(RepositoryUrl url, Ref ref) throws IOException, InterruptedException {
        return mirrors.known(url, ref);
    }

    /**
     * The commit is usually in the mirror, because resolving the ref fetched it. It is not if the mirror is new on this
     * node, was created again, or is damaged.
     */
    @Override
    public void checkOut(Checkout it) throws IOException, InterruptedException {
        var url = it.origin().url();
        try {
            borrow(it);
        } catch (IOException e) {
            LOG.info(
                    "cannot check out {}; checking the mirror of {} for damage: {}",
                    it.sha().abbreviated(),
                    url,
                    e.getMessage());
            mirrors.mend(it.origin(), it.progress().left());
            mirrors.ensure(it.origin(), it.sha(), it.progress().left());
            borrow(it);
        }
        workspaces.complete(it);
    }

    private void borrow(Checkout it) throws IOException, InterruptedException {
        try (var mirror = mirrors.lend(it.origin().url())) {
            workspaces.borrow(it, mirror.directory());
        }
    }

    /** Removes the mirrors of repositories that are no longer needed, except those in use or borrowed from. */
    public void keepOnly(Supplier<Set<RepositoryUrl>> needed) throws IOException {
        mirrors.keepOnly(needed, workspaces::borrowed);
    }

    @Override
    public Path path(String name) throws IOException {
        return workspaces.path(name);
    }

    @Override
    public List<String> names() throws IOException {
        return workspaces.names();
    }

    @Override
    public boolean keep(String name, String warm) throws IOException {
        return workspaces.keep(name, warm);
    }

    @Override
    public boolean isShortOfSpace() {
        return disk.shortage().isPresent();
    }

    @Override
    public void remove(String name) throws IOException {
        workspaces.remove(name);
        mirrors.removeOld(workspaces::borrowed);
    }
}
