package dev.waybill.requests;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Rank;
import dev.waybill.vcs.Sha;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request means.
 *
 * @param ref as it will be shown
 * @param question for the repository
 * @param sha the answer, where it is known without asking
 * @param appVersion of the app's configuration with which it runs; null for the newest
 * @param params that go with it where the request gives none
 * @param source the deploy that brought that commit before; null where none is meant
 * @param from what a rollback goes back from; null for anything else
 * @param cancels the running deploy that is cancelled along with it; null for none
 */
record Wanted(
        String ref,
        String question,
        @Nullable Sha sha,
        Rank rank,
        @Nullable Integer appVersion,
        Map<String, Object> params,
        @Nullable Deploy source,
        @Nullable Deploy from,
        @Nullable Deploy cancels) {
    /** What the repository has to be asked for. */
    static Wanted asked(String ref, String question, Rank rank) {
        return new Wanted(ref, question, null, rank, null, Map.of(), null, null, null);
    }

    /** What another deploy brought. */
    static Wanted of(Deploy source, String ref, String question, Rank rank) {
        return new Wanted(ref, question, source.sha(), rank, null, Map.of(), source, null, null);
    }

    /** What a rollback brought, in the same way: first in its lane, with the configuration with which it ran. */
    static Wanted backAgain(Deploy rollback) {
        return new Wanted(
                rollback.ref(),
                rollback.question(),
                rollback.sha(),
                Rank.ROLLBACK,
                rollback.appVersion(),
                rollback.params(),
                rollback,
                null,
                null);
    }

    /** The configuration with which it would run. */
    AppConfig config(App app, Apps apps) {
        return appVersion == null ? app.config() : apps.config(app.id(), appVersion);
    }
}
