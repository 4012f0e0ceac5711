package dev.waybill.repositories;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves refs to commits in the repositories of apps. Thread-safe. */
public final class RefLookup {
    private static final Logger LOG = LoggerFactory.getLogger(RefLookup.class);

    private final Sources sources;
    private final Remotes remotes;

    public RefLookup(Sources sources, Remotes remotes) {
        this.sources = sources;
        this.remotes = remotes;
    }

    /**
     * The commit of a question; empty if the repository does not have it. Fails if the repository cannot be reached. Does not
     * block.
     */
    public CompletableFuture<Optional<Sha>> ask(AppConfig config, AppId app, String question) {
        try {
            return sources.resolve(remotes.of(config, app), Ref.asked(question));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A ref as it is displayed: the branch instead of HEAD, if it is already known. */
    public String displayed(RepositoryUrl url, String ref) {
        return ref.equals("HEAD") ? sources.headBranch(url).orElse(ref) : ref;
    }

    /** The ref to deploy to an environment if a request does not name one. */
    public static String defaultRef(App app, String environment) {
        var configured = app.config().environments().get(environment);
        return configured == null || configured.defaultRef() == null ? "HEAD" : configured.defaultRef();
    }

    /** @throws Invalid if this is not a well-formed ref */
    public static String valid(String ref) {
        Ref.objection(ref).ifPresent(why -> {
            throw invalid(why);
        });
        return ref;
    }

    /** Why a lookup failed, for people. Texts of unexpected failures can hold anything, so these are only logged. */
    public static String complaint(ExecutionException failure) {
        return switch (failure.getCause()) {
            case IOException told -> String.valueOf(told.getMessage());
            case ServiceException told -> String.valueOf(told.getMessage());
            case null, default -> {
                LOG.error("a ref could not be looked up", failure);
                yield "the server failed unexpectedly; see its log";
            }
        };
    }

    /** @param question what the repository does not have */
    public static Invalid noSuchRef(String question) {
        return invalid(Ref.asked(question).absence());
    }

    /** @param why the repository's final answer; asking again would not change it */
    public static Invalid invalid(String why) {
        return new Invalid("invalid_ref", "Invalid ref: " + why);
    }
}
