package dev.waybill.repositories;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Invalid;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks repositories which commits refs are, and says what they answer. Thread-safe. */
public final class RefLookup {
    private final Sources sources;
    private final Remotes remotes;

    public RefLookup(Sources sources, Remotes remotes) {
        this.sources = sources;
        this.remotes = remotes;
    }

    /** The commit of a question; empty if the repository has none, a failure if it could not be asked. Returns at once. */
    public CompletableFuture<Optional<Sha>> ask(AppConfig config, AppId app, String question) {
        try {
            return sources.resolve(remotes.of(config, app), Ref.asked(question));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A ref as it is displayed: the branch rather than HEAD, where that is known by now. */
    public String displayed(RepositoryUrl url, String ref) {
        return ref.equals("HEAD") ? sources.headBranch(url).orElse(ref) : ref;
    }

    /** The ref that is deployed to an environment where a request names none. */
    public static String defaultRef(App app, String environment) {
        var configured = app.config().environments().get(environment);
        return configured == null || configured.defaultRef() == null ? "HEAD" : configured.defaultRef();
    }

    /** @throws Invalid if this cannot be a ref */
    public static String valid(String ref) {
        Ref.objection(ref).ifPresent(why -> {
            throw invalid(why);
        });
        return ref;
    }

    /** What the repository complained of. */
    public static String complaint(ExecutionException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** @param question what the repository has not */
    public static Invalid noSuchRef(String question) {
        return invalid(Ref.asked(question).absence());
    }

    /** @param why as the repository says it, after which it is no use to ask again */
    public static Invalid invalid(String why) {
        return new Invalid("invalid_ref", "Invalid ref: " + why);
    }
}
