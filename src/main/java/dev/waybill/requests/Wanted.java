package dev.waybill.requests;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Rank;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request means.
 *
 * @param ref as it will be displayed
 * @param question what to look up in the repository
 * @param sha the answer, if it is already known
 * @param appVersion the version of the app's configuration to use; null for the newest
 * @param params used if the request gives none
 * @param hosts the only hosts to deploy to; empty for all
 * @param source the earlier deploy that it repeats; null for none
 * @param from the deploy that a rollback leaves; null for anything else
 * @param cancels the running deploy to cancel as part of it; null for none
 */
record Wanted(
        String ref,
        String question,
        @Nullable Sha sha,
        Rank rank,
        @Nullable Integer appVersion,
        Map<String, Object> params,
        List<String> hosts,
        @Nullable Deploy source,
        @Nullable Deploy from,
        @Nullable Deploy cancels) {
    /** A commit that has to be looked up in the repository. */
    static Wanted asked(String ref, String question, Rank rank) {
        return new Wanted(ref, question, null, rank, null, Map.of(), List.of(), null, null, null);
    }

    /** The commit of another deploy. */
    static Wanted of(Deploy source, String ref, String question, Rank rank) {
        return new Wanted(ref, question, source.sha(), rank, null, Map.of(), List.of(), source, null, null);
    }

    /** The commit of a rollback, again as a rollback: first in its lane, and with the same version of the configuration. */
    static Wanted backAgain(Deploy to) {
        return of(to, to.ref(), to.question(), Rank.ROLLBACK).with(to.appVersion(), to.params(), List.of());
    }

    /** The same on these hosts only. */
    Wanted on(List<String> only) {
        return with(appVersion, params, only);
    }

    private Wanted with(@Nullable Integer version, Map<String, Object> others, List<String> only) {
        return new Wanted(ref, question, sha, rank, version, others, only, source, from, cancels);
    }

    /** The configuration that it would use. */
    AppConfig config(App app, Apps apps) {
        return appVersion == null ? app.config() : apps.config(app.id(), appVersion);
    }
}
