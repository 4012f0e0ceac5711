package dev.waybill.web.deploys.actions;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.store.Db;
import dev.waybill.web.frame.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Deploys a live version to another environment of its app. */
final class PromoteDeed implements Deed {
    private final Db db;
    private final Apps apps;
    private final Requests requests;

    PromoteDeed(Db db, Apps apps, Requests requests) {
        this.db = db;
        this.apps = apps;
        this.requests = requests;
    }

    /** Why a version cannot be promoted; empty if it can. */
    static String objection(Situation now) {
        return now.isLive()
                ? ""
                : "It is not live in %s; only what is live can be promoted"
                        .formatted(now.deploy().environment());
    }

    @Override
    public String name() {
        return "promote";
    }

    /** The permission to deploy counts in the other environment. */
    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public Dialog ask(Asked asked) {
        var deploy = asked.deploy();
        var version = Situation.version(deploy);
        var app = apps.app(deploy.app());
        var seen = new LinkedHashMap<String, String>();
        var choices = choices(asked, app, seen);
        var possible = choices.stream().filter(it -> it.why().isEmpty()).toList();
        var to = possible.size() == 1 ? " to " + possible.getFirst().value() : "";
        var verb = new Dialog.Verb("promote", "Promote " + version, "Promote %s%s".formatted(version, to), false);
        var told = Dialog.Told.of("Exactly what is live in %s is deployed to another environment of %s."
                .formatted(deploy.environment(), deploy.appName()));
        var dialog = new Dialog(deploy, verb, told, new Dialog.Question(Dialog.Why.OPTIONAL, choices), seen);
        var objection = objection(asked.now());
        return objection.isEmpty() && possible.isEmpty()
                ? dialog.refused("There is no other environment to which you can promote it.")
                : dialog.refused(objection);
    }

    private List<Dialog.Choice> choices(Asked asked, App app, Map<String, String> seen) {
        var deploy = asked.deploy();
        var choices = new ArrayList<Dialog.Choice>();
        for (var name : app.config().shownEnvironments().keySet()) {
            var place = app.place(name);
            if (!name.equals(deploy.environment()) && asked.caller().may(Right.READ, place)) {
                var live = db.read(handle -> ReleaseStore.live(handle, new Lane(app.id(), name)));
                var isSame = live.isPresent() && Objects.equals(live.get().sha(), deploy.sha());
                var why = isSame
                        ? "is live there already"
                        : asked.caller().may(Right.DEPLOY, place)
                                ? ""
                                : asked.caller().lack(Right.DEPLOY, place);
                var isPreset = why.isEmpty() && choices.stream().noneMatch(Dialog.Choice::isPreset);
                seen.put("live-" + name, live.map(PromoteDeed::sha).orElse(Expected.NOTHING));
                var hint = live.map(it -> "live: " + Situation.version(it)).orElse("nothing is live there");
                choices.add(new Dialog.Choice("radio", "to", name, name, hint, isPreset, why));
            }
        }
        return choices;
    }

    private static String sha(Deploy deploy) {
        return deploy.sha() == null ? Expected.NOTHING : deploy.sha().hex();
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) throws InterruptedException {
        var deploy = asked.deploy();
        var to = answer.fields().require("to");
        var seen = new Expected(answer.seen("live-" + to), sha(deploy));
        var request = DeployRequest.of(
                        deploy.appName(),
                        to,
                        new Target.Promoted(deploy.environment()),
                        asked.caller(),
                        answer.reason(),
                        Door.PROMOTION,
                        answer.key())
                .expecting(seen);
        return Deed.at(requests.request(request), "%s requested");
    }
}
