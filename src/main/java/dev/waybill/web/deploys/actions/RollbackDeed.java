package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Conflict;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.web.frame.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings an earlier version back. */
final class RollbackDeed implements Deed {
    /** The box that chooses the present configuration. */
    private static final String NOW = "config-now";

    private final Requests requests;
    private final RollbackPreviews previews;

    RollbackDeed(Requests requests, RollbackPreviews previews) {
        this.requests = requests;
        this.previews = previews;
    }

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Dialog ask(Asked asked) throws InterruptedException {
        var now = asked.now();
        var deploy = now.deploy();
        var way = WayBack.of(now);
        var to = way.to();
        if (to == null) {
            var verb = new Dialog.Verb("rollback", "Roll back %s".formatted(deploy.name()), "Roll back", true);
            return new Dialog(deploy, verb, Dialog.Told.of(), Dialog.Question.NOTHING, Map.of()).refused(way.why());
        }
        var verb = new Dialog.Verb(
                "rollback",
                "Roll back %s".formatted(deploy.environment()),
                "Roll back to %s".formatted(Situation.version(to)),
                true);
        var preview = previews.of(now, way, asked.caller());
        var told = new Dialog.Told(sentences(now, way, to), preview.parts(), preview.blockers());
        var question = new Dialog.Question(Dialog.Why.REQUIRED, choices(way, to));
        return new Dialog(deploy, verb, told, question, Map.of("live", now.liveSha(), "to", to.name()));
    }

    private static List<String> sentences(Situation now, WayBack way, Deploy to) {
        var deploy = now.deploy();
        var all = new ArrayList<String>();
        all.add("%s (%s) comes back to %s.".formatted(Situation.version(to), to.name(), deploy.environment()));
        all.add(
                switch (way.kind()) {
                    case CANCEL ->
                        "%s is cancelled first; its version is quarantined, so automatic deploys leave it out."
                                .formatted(deploy.name());
                    case RESTORE ->
                        "%s failed and is not recorded as live, so this deploys what is recorded once more, with the present configuration."
                                .formatted(deploy.name());
                    case LEAVE, RETURN ->
                        "The version that it leaves, %s, is quarantined, so automatic deploys leave it out."
                                .formatted(now.live() == null ? "" : Situation.version(now.live()));
                    case NONE -> way.why();
                });
        return all;
    }

    private static List<Dialog.Choice> choices(WayBack way, Deploy to) {
        return way.kind() == WayBack.Kind.RESTORE || to.appVersion() == to.newestAppVersion()
                ? List.of()
                : List.of(Dialog.Choice.box(
                        NOW,
                        "Use the app's present configuration",
                        "version %d, instead of version %d with which it was deployed"
                                .formatted(to.newestAppVersion(), to.appVersion()),
                        false));
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) throws InterruptedException {
        var reason = answer.fields().require("reason");
        var way = WayBack.of(asked.now());
        var to = way.to();
        if (to == null) {
            throw new Conflict("conflict", way.why());
        }
        var seen = new Expected(answer.seen("live"), null);
        if (way.kind() == WayBack.Kind.RESTORE) {
            var again = new Target.Again(to, false);
            return Deed.at(requests.retry(again, asked.caller(), reason, seen, answer.key()), "%s requested");
        }
        var target = target(way, to, answer.fields().isTicked(NOW));
        var request = DeployRequest.of(
                        to.appName(), to.environment(), target, asked.caller(), reason, Door.ROLLBACK, answer.key())
                .expecting(seen);
        return Deed.at(requests.request(request), "%s requested");
    }

    static Target.Back target(WayBack way, Deploy to, boolean withConfigOfNow) {
        return new Target.Back("#" + to.number(), withConfigOfNow, way.kind() == WayBack.Kind.CANCEL);
    }
}
