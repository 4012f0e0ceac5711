package dev.waybill.web.newdeploy;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import dev.waybill.vcs.Sha;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Visit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has typed so far.
 *
 * @param ref null for the environment's default ref, or for what is live if the task is another one than deploy
 * @param from the environment whose live version is promoted; null for an ordinary deploy
 * @param queue whether it may wait for locks
 * @param params by name, those that were filled in
 */
public record Draft(
        String task,
        @Nullable String ref,
        @Nullable String from,
        String reason,
        boolean force,
        boolean queue,
        Map<String, String> params) {
    /** How the fields of parameters are named. */
    static final String PARAMETER = "param.";

    public Draft {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** What an address says. */
    static Draft of(Visit visit) {
        return new Draft(
                visit.query("task").orElse(Deploy.DEPLOY),
                visit.query("ref").orElse(null),
                visit.query("from").orElse(null),
                visit.query("reason").orElse(""),
                false,
                false,
                Map.of());
    }

    /** What a form says. */
    static Draft of(Fields fields) {
        var params = new LinkedHashMap<String, String>();
        fields.values().keySet().stream()
                .filter(name -> name.startsWith(PARAMETER))
                .forEach(name ->
                        fields.find(name).ifPresent(value -> params.put(name.substring(PARAMETER.length()), value)));
        return new Draft(
                fields.find("task").orElse(Deploy.DEPLOY),
                fields.find("ref").orElse(null),
                fields.find("from").orElse(null),
                fields.find("reason").orElse(""),
                fields.isTicked("force"),
                fields.isTicked("queue"),
                params);
    }

    public boolean isDeploy() {
        return task.equals(Deploy.DEPLOY);
    }

    /** @param live what is live in the environment from which it is promoted; null for an ordinary deploy */
    Draft promoting(@Nullable Sha live) {
        return live == null
                ? new Draft(task, ref, null, reason, force, queue, params)
                : new Draft(task, live.hex(), from, reason, force, queue, params);
    }

    Door door() {
        return from == null || !isDeploy() ? Door.API : Door.PROMOTION;
    }

    /** @param sha exactly this commit; null to look the ref up, or for what is promoted */
    Target target(@Nullable String sha) {
        if (from != null && isDeploy() && sha == null) {
            return new Target.Promoted(from);
        }
        return isDeploy() ? new Target.OfRef(ref, sha) : new Target.Task(task, ref, sha);
    }

    @Nullable
    String reasonOrNull() {
        return reason.isEmpty() ? null : reason;
    }

    /** What the form says that its reader has seen. */
    static Expected seen(Fields fields) {
        Optional<String> live = fields.find("expected_live");
        return new Expected(live.orElse(null), fields.find("expected_sha").orElse(null));
    }
}
