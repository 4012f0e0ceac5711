package dev.waybill.forge;

import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The deployments of a repository, as its code host shows them beside commits and pull requests. Thread-safe; blocks. */
public interface Deployments {
    /**
     * A deployment to register.
     *
     * @param key the id of our deploy; the same in every attempt
     * @param isTransient whether the environment will be removed; no environment of an app is
     * @param contexts the checks that must have passed; empty to require none; null to require all that were reported
     * @param description cut to what the code host takes
     */
    record Registration(
            String key,
            Sha sha,
            String ref,
            String environment,
            String task,
            boolean isProduction,
            boolean isTransient,
            @Nullable List<String> contexts,
            String description,
            String deploy,
            String url) {}

    /** The states in which a deployment can be. */
    enum State {
        QUEUED,
        IN_PROGRESS,
        SUCCESS,
        FAILURE,
        ERROR,
        INACTIVE
    }

    /**
     * A state to report.
     *
     * @param logUrl the page of our deploy
     * @param environmentUrl where the environment can be visited; null if unknown
     */
    record Status(
            State state,
            String description,
            String logUrl,
            @Nullable String environmentUrl) {}

    /**
     * The deployments of the repository, whoever created them, the newest first. Asking again for what has not changed counts
     * against no limit.
     *
     * @param page from 1; each has a few deployments
     * @return empty beyond the last page; one that cannot be read is left out
     */
    List<ListedDeployment> list(int page) throws ForgeFailure, InterruptedException;

    /** Whether anybody has reported a state of a deployment: then that is who carries it out. */
    boolean hasState(long deployment) throws ForgeFailure, InterruptedException;

    /** The deployment that was registered with a key before; for attempts whose answer was lost. */
    OptionalLong find(String key, Sha sha, String environment) throws ForgeFailure, InterruptedException;

    /**
     * Registers a deployment, and returns its number at the code host.
     *
     * @throws ForgeFailure of kind {@link ForgeFailure.Kind#CONFLICT} if a required check has not passed
     */
    long register(Registration registration) throws ForgeFailure, InterruptedException;

    /** Reports a state. Repeating the newest state changes nothing. */
    void report(long deployment, Status status) throws ForgeFailure, InterruptedException;
}
