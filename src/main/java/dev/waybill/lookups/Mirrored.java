package dev.waybill.lookups;

import dev.waybill.apps.App;
import dev.waybill.store.Kept;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What the mirrors of repositories know, for pages: no repository is contacted, and what is not known within a moment is left out.
 * Thread-safe.
 */
public final class Mirrored {
    private static final int MOST_REFS = 300;
    private static final int KEPT = 500;
    /** A commit or a file in memory, in bytes. */
    private static final long WEIGHT = 200;

    private final Sources sources;
    private final Glance glance;
    private final Kept<Asked, Changes> kept = new Kept<>(
            KEPT,
            it -> WEIGHT
                    * (it.commits().first().size()
                            + it.lost().first().size()
                            + it.files().first().size()));

    public Mirrored(Sources sources, Glance glance) {
        this.sources = sources;
        this.glance = glance;
    }

    private record Asked(RepositoryUrl url, @Nullable Sha from, Sha to, ChangeQuery query) {}

    /**
     * The changes between two commits that belong to an app; empty if they are not known.
     *
     * @param from null for the newest commits up to {@code to}
     */
    public Optional<Changes> changes(App app, @Nullable Sha from, Sha to, int limit) throws InterruptedException {
        var config = app.config().changes();
        var query = new ChangeQuery(config.paths(), config.mark(), config.labels(), limit);
        return changes(new Asked(app.config().repositoryUrl(), from, to, query));
    }

    /** The commit itself, whatever it changes. */
    public Optional<Commit> commit(App app, Sha sha) throws InterruptedException {
        var query = new ChangeQuery(List.of(), Map.of(), app.config().changes().labels(), 1);
        return changes(new Asked(app.config().repositoryUrl(), null, sha, query))
                .flatMap(it -> it.commits().first().stream().findFirst());
    }

    private Optional<Changes> changes(Asked asked) throws InterruptedException {
        var known = kept.find(asked);
        if (known.isPresent()) {
            return known;
        }
        Callable<Changes> question = () -> sources.changes(asked.url(), asked.from(), asked.to(), asked.query());
        var found = glance.at(question);
        return found.isEmpty() ? found : Optional.of(kept.get(asked, found::get));
    }

    /** The commit that a ref named when the repository was last read; empty if it is not known. */
    public Optional<Sha> named(App app, String ref) throws InterruptedException {
        return Ref.objection(ref).isPresent()
                ? Optional.empty()
                : glance.at(() -> sources.known(app.config().repositoryUrl(), new Ref(ref)))
                        .flatMap(it -> it);
    }

    /** The newest branches and tags. */
    public List<String> refs(App app) throws InterruptedException {
        return glance.at(() -> sources.refs(app.config().repositoryUrl(), MOST_REFS))
                .orElse(List.of());
    }

    /** A ref as people know it: the branch instead of HEAD, if it is known. */
    public String displayed(App app, String ref) {
        return ref.equals("HEAD")
                ? sources.headBranch(app.config().repositoryUrl()).orElse(ref)
                : ref;
    }
}
