package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Invalid;
import dev.waybill.vcs.Sha;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the target version of a rollback. */
public final class Versions {
    private static final Pattern NUMBER = Pattern.compile("#[0-9]{1,9}|[0-9]{1,6}");
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,40}");

    private Versions() {}

    /**
     * The last deploy of a version; empty for a commit that was never live there.
     *
     * @param to the number of a deploy, or at least seven digits of a sha; null for the last good one of another commit
     * @param from the deploy to leave
     */
    static Optional<Deploy> to(Handle handle, Lane lane, @Nullable String to, Deploy from) {
        if (to == null) {
            return Optional.of(ReleaseStore.goodBefore(handle, lane, from)
                    .orElseThrow(() -> new Invalid(
                            "invalid_ref",
                            "%s has no good version before %s to roll back to; name a version (\"to\"), or deploy a fix"
                                    .formatted(lane.environment(), from.name()))));
        }
        var found = find(handle, lane, to);
        if (found.isEmpty() && NUMBER.matcher(to).matches()) {
            throw new Invalid(
                    "invalid_ref",
                    "\"%s\" was never live in %s; name the number of a deploy that succeeded there, or a sha"
                            .formatted(to, lane.environment()));
        }
        return found;
    }

    /** A sentence for each quarantined version that a rollback skips. */
    static Stream<String> passedOver(Handle handle, Asking asking, Wanted wanted) {
        var good = wanted.source();
        var from = wanted.from();
        if (!(asking.request().target() instanceof Target.Back back)
                || back.to() != null
                || good == null
                || from == null) {
            return Stream.empty();
        }
        var shas = new HashSet<@Nullable Sha>();
        return ReleaseStore.faultySince(handle, asking.lane(), good, from).stream()
                .filter(deploy -> shas.add(deploy.sha()))
                .map(Versions::passedOver);
    }

    private static String passedOver(Deploy deploy) {
        var sha = deploy.sha() == null ? deploy.ref() : deploy.sha().abbreviated();
        var judgement = deploy.judgement();
        return "skips %s (%s)%s"
                .formatted(
                        deploy.name(),
                        sha,
                        judgement == null
                                ? ""
                                : ", which %s %s%s"
                                        .formatted(
                                                judgement.by(),
                                                judgement.cause() == Judgement.Cause.ROLLBACK
                                                        ? "rolled back"
                                                        : "judged faulty",
                                                judgement.reason() == null
                                                        ? ""
                                                        : ": \"%s\"".formatted(judgement.reason())));
    }

    private static Optional<Deploy> find(Handle handle, Lane lane, String to) {
        if (NUMBER.matcher(to).matches()) {
            return ReleaseStore.liveByNumber(handle, lane, Integer.parseInt(to.replace("#", "")));
        }
        if (!SHA.matcher(to).matches()) {
            throw Invalid.fields(
                    Map.of("to", "must be the number of a deploy, such as #42, or a sha of 7 to 40 hex digits"));
        }
        return ReleaseStore.liveBySha(handle, lane, to);
    }
}
