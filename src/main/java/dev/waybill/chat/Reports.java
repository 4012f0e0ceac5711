package dev.waybill.chat;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.lanes.Outlook;
import dev.waybill.lanes.Waiting;
import dev.waybill.lookups.Environments;
import dev.waybill.wire.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sentences that only look: what is live, what runs and waits, and what was deployed. */
public final class Reports {
    private static final int LAST = 10;

    private final Places places;
    private final DeployStore deploys;
    private final Environments environments;
    private final Outlook outlook;
    private final String url;

    /** @param url the server's public URL, for links */
    public Reports(Places places, DeployStore deploys, Environments environments, Outlook outlook, String url) {
        this.places = places;
        this.deploys = deploys;
        this.environments = environments;
        this.outlook = outlook;
        this.url = url;
    }

    Reply status(Sentence.Status question, Message message) {
        if (question.app() == null) {
            return unfinished(null, null, message);
        }
        var app = places.app(question.app(), message.caller());
        var lanes = question.environment() == null
                ? places.lanes(app, message.caller())
                : List.of(places.lane(app, question.environment(), message.caller()));
        return Reply.of(
                Lines.joined(lanes.stream().map(lane -> state(app, lane)).toList()));
    }

    private String state(App app, Lane lane) {
        var state = environments.state(lane);
        var facts = new ArrayList<String>();
        var live = state.history().stream().findFirst();
        facts.add(live.map(deploy -> "%s live since %s, deployed by %s"
                        .formatted(Lines.version(deploy), Times.minute(Lines.since(deploy)), deploy.name()))
                .orElse("nothing is live"));
        if (state.running() != null) {
            facts.add("%s with %s %s"
                    .formatted(state.running().name(), Lines.version(state.running()), Lines.state(state.running())));
        }
        if (!state.waiting().isEmpty()) {
            facts.add("%s %s"
                    .formatted(names(state.waiting()), state.waiting().size() == 1 ? "is waiting" : "are waiting"));
        }
        state.locks().forEach(lock -> facts.add(Lines.lock(lock)));
        return "%s/%s: %s".formatted(app.name(), lane.environment(), String.join("; ", facts));
    }

    private static String names(List<Deploy> waiting) {
        return waiting.stream().map(Deploy::name).collect(Collectors.joining(", "));
    }

    Reply show(Sentence.Show question, Message message) {
        var deploy = places.deploy(question.deploy(), message.caller());
        var lines = new ArrayList<String>();
        lines.add("%s with %s, requested by %s: %s"
                .formatted(deploy.name(), Lines.version(deploy), deploy.requestedBy(), Lines.state(deploy)));
        outlook.waiting(deploy)
                .ifPresent(waiting -> lines.addAll(Refusals.lines(waiting.blockers(), WaysOut.said(deploy))));
        if (deploy.message() != null) {
            lines.add("Note: " + deploy.message());
        }
        lines.add("%s/apps/%s/%s/%d".formatted(url, deploy.appName(), deploy.environment(), deploy.number()));
        return Reply.of(Lines.joined(lines), deploy);
    }

    Reply queue(Sentence.Queue question, Message message) {
        return unfinished(question.app(), question.environment(), message);
    }

    private Reply unfinished(@Nullable String name, @Nullable String environment, Message message) {
        var caller = message.caller();
        if (name != null && environment != null) {
            places.lane(places.app(name, caller), environment, caller);
        }
        var found = deploys.unfinished().stream()
                .filter(deploy -> caller.may(Right.READ, deploy.place()))
                .filter(deploy -> name == null || deploy.appName().equals(name))
                .filter(deploy -> environment == null || deploy.environment().equals(environment))
                .toList();
        var waiting = outlook.waiting(found);
        var lines = found.stream()
                .map(deploy -> line(deploy) + because(waiting.get(deploy.id()), deploy))
                .toList();
        return Reply.of(lines.isEmpty() ? "Nothing is running or waiting" : Lines.joined(lines));
    }

    private static String because(@Nullable Waiting waiting, Deploy deploy) {
        return waiting == null || waiting.blockers().isEmpty()
                ? ""
                : ": " + Refusals.words(waiting.blockers().getFirst(), WaysOut.said(deploy));
    }

    private static String line(Deploy deploy) {
        return "%s with %s, requested by %s, %s"
                .formatted(deploy.name(), Lines.version(deploy), deploy.user().name(), Lines.state(deploy));
    }

    Reply deploys(Sentence.Deploys question, Message message) {
        var caller = message.caller();
        var app = places.app(question.app(), caller);
        if (question.environment() != null) {
            places.lane(app, question.environment(), caller);
        }
        var found = deploys.list(new DeployFilter(
                        caller.grant(), app.name(), null, question.environment(), question.ref(), Set.of(), null, LAST))
                .rows();
        return Reply.of(
                found.isEmpty()
                        ? "No deploys match"
                        : Lines.joined(found.stream().map(Reports::line).toList()));
    }

    Reply destinations(Sentence.WhereTo question, Message message) {
        var caller = message.caller();
        var app = places.app(question.app(), caller);
        var lines = places.lanes(app, caller).stream()
                .map(lane -> destination(app, lane, caller))
                .toList();
        return Reply.of(Lines.joined(lines));
    }

    private String destination(App app, Lane lane, Caller caller) {
        var locks = environments.state(lane).locks();
        var words = new ArrayList<String>();
        words.add(
                caller.may(Right.DEPLOY, app.place(lane.environment()))
                        ? "you may deploy"
                        : "no permission to deploy there");
        locks.forEach(lock -> words.add(Lines.lock(lock)));
        return "%s/%s: %s".formatted(app.name(), lane.environment(), String.join("; ", words));
    }
}
