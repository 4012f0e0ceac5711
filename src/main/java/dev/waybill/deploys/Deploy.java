package dev.waybill.deploys;

import dev.waybill.access.Place;
import dev.waybill.access.User;
import dev.waybill.apps.AppId;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to put one commit into one environment. Immutable: the database may already hold a newer version.
 *
 * @param number its number among the deploys of this app and environment, from 1
 * @param task {@link #DEPLOY}, or another task of the app
 * @param ref what was requested
 * @param question what is looked up in the repository: the ref, unless a sha was given with it
 * @param sha what it resolved to; null until the repository has answered
 * @param previousSha what was live when it started; null before, or if nothing was
 * @param user the user in whose name it was requested
 * @param caller the name of the user who sent the request: the same user, or one who acts on their behalf
 * @param door how the request came in
 * @param rank its priority in the lane; equal ranks go in order of request
 * @param reason why it was requested, in the requester's words
 * @param appVersion the version of the app's configuration that it uses
 * @param newestAppVersion the current version of the app's configuration
 * @param isExternal whether its command runs on the machine of its requester, not on a server
 * @param retryOf the deploy that this one retries; null if none
 * @param hosts the only hosts to which it goes; empty for all
 * @param message a note for people, or null
 * @param evidence what was given as evidence that it happened elsewhere; null if nothing was, or if it ran here
 * @param report progress, notes and links that were reported for it
 * @param judgement the newest judgement of its commit in this environment; null if there is none
 * @param version counts its changes; used for optimistic locking
 */
public record Deploy(
        DeployId id,
        AppId app,
        String appName,
        String environment,
        int number,
        String task,
        String ref,
        String question,
        @Nullable Sha sha,
        @Nullable Sha previousSha,
        User user,
        String caller,
        Door door,
        Rank rank,
        boolean forced,
        @Nullable String reason,
        Map<String, Object> params,
        int appVersion,
        int newestAppVersion,
        boolean isExternal,
        @Nullable DeployId retryOf,
        List<String> hosts,
        @Nullable String message,
        @Nullable String evidence,
        Report report,
        @Nullable Judgement judgement,
        Instant createdAt,
        DeployState state,
        int version) {
    /** The task that makes a version live. */
    public static final String DEPLOY = "deploy";

    public Deploy {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        hosts = List.copyOf(hosts);
    }

    /** The state of a deploy, with the facts that exist only in that state. */
    public sealed interface DeployState {}

    /**
     * @param complaint why the last lookup of the commit failed; null if none failed
     * @param graceUntil until when it stays stoppable after the lock that held it was released; null if no lock held it
     */
    public record Pending(
            @Nullable String complaint, @Nullable Instant graceUntil) implements DeployState {}

    /**
     * @param node the server that runs it; that of an external deploy has only started it
     * @param isCancelled whether it was cancelled; it holds its lane until all of its processes have ended
     * @param isKilled whether it was killed: cancelled without a grace period
     * @param driver what runs the command of an external deploy; null until there is one, and for all other deploys
     */
    public record Running(
            Instant since,
            String node,
            boolean isCancelled,
            boolean isKilled,
            @Nullable Driver driver) implements DeployState {}

    /**
     * What runs the command of an external deploy.
     *
     * @param place where it runs, such as {@code host build7, process 4711}
     * @param silentSince when something was heard of it last, if that is too long ago; null otherwise
     */
    public record Driver(String place, @Nullable Instant silentSince) {}

    /**
     * @param startedAt null if it never started
     * @param supersededBy the newer deploy that replaced it before it started; null if none
     */
    public record Finished(
            @Nullable Instant startedAt,
            Instant at,
            Outcome outcome,
            @Nullable DeployId supersededBy) implements DeployState {}

    /**
     * Identifies one state of a finished deploy: if all three are equal, everything else is equal too.
     *
     * @param newestAppVersion changes also when the app is renamed
     */
    public record Reading(long id, int version, int newestAppVersion) {}

    public Reading reading() {
        return new Reading(id.value(), version, newestAppVersion);
    }

    /** The name that people use: {@code shop/production#42}. */
    public String name() {
        return "%s/%s#%d".formatted(appName, environment, number);
    }

    /** Whether it makes its version live if it succeeds; another task does not. */
    public boolean isDeploy() {
        return task.equals(DEPLOY);
    }

    /** The requester: {@code ann}, or {@code ci on behalf of ann}. */
    public String requestedBy() {
        return caller.equals(user.name()) ? caller : "%s on behalf of %s".formatted(caller, user.name());
    }

    /** Its app and environment, for permission checks. */
    public Place place() {
        return Place.of(name(), app.value(), environment, id.value());
    }

    /**
     * The ref of a later deploy of the same commit: the sha, if it was deployed as {@code :current} or {@code :previous}, which mean
     * something else by then, and in other environments.
     */
    public String lastingRef() {
        return sha == null || Ref.objection(ref).isEmpty() ? ref : sha.hex();
    }

    public boolean isRollback() {
        return rank == Rank.ROLLBACK;
    }

    public Lane lane() {
        return new Lane(app, environment);
    }
}
