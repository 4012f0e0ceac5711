package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.spi.HostState;
import dev.waybill.web.frame.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deploys the commit of an ended deploy once more. */
final class RetryDeed implements Deed {
    private static final String FAILED_HOSTS = "failed-hosts";

    private final Requests requests;

    RetryDeed(Requests requests) {
        this.requests = requests;
    }

    /** Why a deploy cannot be retried; empty if it can. */
    static String objection(Deploy deploy) {
        if (!(deploy.state() instanceof Deploy.Finished)) {
            return "It has not ended yet";
        }
        return deploy.isExternal()
                ? "Its command ran on another machine and is not known here; run it again there"
                : "";
    }

    static boolean hasFailedHosts(Deploy deploy) {
        return !failedHosts(deploy).isEmpty();
    }

    private static List<String> failedHosts(Deploy deploy) {
        return deploy.report().hosts().entrySet().stream()
                .filter(host -> host.getValue() != HostState.OK)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public Dialog ask(Asked asked) {
        var deploy = asked.deploy();
        var version = Situation.version(deploy);
        var verb = new Dialog.Verb(
                "retry",
                "Retry %s".formatted(deploy.name()),
                "Deploy %s to %s again".formatted(version, deploy.environment()),
                false);
        var question = new Dialog.Question(Dialog.Why.OPTIONAL, choices(deploy, asked));
        return new Dialog(
                        deploy,
                        verb,
                        told(asked.now()),
                        question,
                        Map.of("live", asked.now().liveSha()))
                .refused(objection(deploy));
    }

    private static Dialog.Told told(Situation now) {
        var deploy = now.deploy();
        var unusual = new ArrayList<String>();
        var live = now.live();
        if (live != null && live.number() > deploy.number()) {
            unusual.add("%s (%s) has gone live since; this goes back behind it"
                    .formatted(Situation.version(live), live.name()));
        }
        if (deploy.appVersion() != deploy.newestAppVersion()) {
            unusual.add("The app's configuration has changed since: version %d is used, not %d"
                    .formatted(deploy.newestAppVersion(), deploy.appVersion()));
        }
        if (deploy.forced()) {
            unusual.add("Checks are skipped, as the first time");
        }
        return new Dialog.Told(
                List.of("A new deploy of the same commit and parameters. %s."
                        .formatted(live == null ? "Nothing is live" : "Live is " + Situation.version(live))),
                unusual.isEmpty() ? List.of() : List.of(new Dialog.Part("Unusual", unusual)),
                List.of());
    }

    private static List<Dialog.Choice> choices(Deploy deploy, Asked asked) {
        var hosts = failedHosts(deploy);
        return hosts.isEmpty()
                ? List.of()
                : List.of(Dialog.Choice.box(
                        FAILED_HOSTS,
                        "Only the hosts on which it did not succeed",
                        String.join(", ", hosts),
                        asked.visit().query("hosts").filter("failed"::equals).isPresent()));
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) throws InterruptedException {
        var target = new Target.Again(asked.deploy(), answer.fields().isTicked(FAILED_HOSTS));
        var seen = new Expected(answer.seen("live"), null);
        return Deed.at(requests.retry(target, asked.caller(), answer.reason(), seen, answer.key()), "%s requested");
    }
}
