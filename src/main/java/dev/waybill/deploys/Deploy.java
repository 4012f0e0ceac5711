package dev.waybill.deploys;

import dev.waybill.access.Place;
import dev.waybill.access.User;
import dev.waybill.apps.AppId;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to put one commit into one environment. Immutable: what the database holds is newer.
 *
 * @param number counts the deploys of this app and environment, from 1
 * @param ref what was asked for
 * @param question what the repository is asked for; the ref, unless a sha was given with it
 * @param sha what it resolved to; null while the repository has not answered
 * @param previousSha what was live when it started; null before, or if nothing was
 * @param user whose deploy it is
 * @param caller the name of the user who asked for it: the same, or one who did so on behalf of that user
 * @param door where the request came in
 * @param rank its place in the lane, before the order in which requests came
 * @param reason why, in the words of the one who asked
 * @param appVersion the version of the app's configuration with which it runs
 * @param newestAppVersion the version that the app has now
 * @param retryOf the deploy that this one tries again; null if none
 * @param message what people should know about it, or null
 * @param report what was said of it since
 * @param judgement what was said last of its commit in this environment; null if nothing
 * @param version counts its changes, so that one who changes it knows that nobody else did
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
        @Nullable DeployId retryOf,
        @Nullable String message,
        Report report,
        @Nullable Judgement judgement,
        Instant createdAt,
        DeployState state,
        int version) {
    public Deploy {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** Where a deploy stands, with what is true only there. */
    public sealed interface DeployState {}

    /**
     * @param complaint what the repository answered last instead of a commit; null if it has not been asked in vain
     * @param graceUntil until when it can be stopped, though the lock under which it waited is gone; null if it waited under none
     */
    public record Pending(
            @Nullable String complaint, @Nullable Instant graceUntil) implements DeployState {}

    /**
     * @param isCancelled somebody asked for its end; it holds its lane until nothing of it lives
     * @param isKilled the same, without a grace
     */
    public record Running(Instant since, String node, boolean isCancelled, boolean isKilled) implements DeployState {}

    /**
     * @param startedAt null if it never started
     * @param supersededBy the newer deploy because of which it did not start; null if none
     */
    public record Finished(
            @Nullable Instant startedAt,
            Instant at,
            Outcome outcome,
            @Nullable DeployId supersededBy) implements DeployState {}

    /**
     * What a deploy that is over can be known by: with the same of all three, everything about it is the same.
     *
     * @param newestAppVersion also says what the app is called now
     */
    public record Reading(long id, int version, int newestAppVersion) {}

    public Reading reading() {
        return new Reading(id.value(), version, newestAppVersion);
    }

    /** The name by which people speak of it: {@code shop/production#42}. */
    public String name() {
        return "%s/%s#%d".formatted(appName, environment, number);
    }

    /** Who asked, such as {@code ann}, or {@code ci on behalf of ann}. */
    public String requestedBy() {
        return caller.equals(user.name()) ? caller : "%s on behalf of %s".formatted(caller, user.name());
    }

    /** Where it belongs, for the question who may do something to it. */
    public Place place() {
        return Place.of(name(), app.value(), environment, id.value());
    }

    /** It goes back, rather than forth. */
    public boolean isRollback() {
        return rank == Rank.ROLLBACK;
    }

    public Lane lane() {
        return new Lane(app, environment);
    }
}
