package dev.waybill.chat;

import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.lookups.Explaining;
import dev.waybill.lookups.Searching;
import dev.waybill.lookups.Whereabouts;
import dev.waybill.requests.Explanation;
import dev.waybill.wire.Times;
import java.util.ArrayList;

/** Sentences that ask why something does not start, and where a commit is live. */
public final class Questions {
    private final Places places;
    private final Explaining explaining;
    private final Searching searching;

    public Questions(Places places, Explaining explaining, Searching searching) {
        this.places = places;
        this.explaining = explaining;
        this.searching = searching;
    }

    Reply why(Sentence.Why question, Message message) throws InterruptedException {
        var app = places.app(question.app(), message.caller());
        var lane = places.lane(app, question.environment(), message.caller());
        var explained = explaining.lane(app, lane, message.caller());
        var lines = new ArrayList<String>();
        var subject = subject(explained, "%s/%s".formatted(app.name(), lane.environment()));
        if (explained.blockers().isEmpty()) {
            lines.add(subject + (explained.deploy() == null ? " could start now" : ": nothing holds it back"));
        } else {
            lines.add(subject + (explained.deploy() == null ? " would not start:" : ":"));
            var said = explained.deploy() == null
                    ? WaysOut.said(app.name(), explained.ref(), lane.environment())
                    : WaysOut.said(explained.deploy());
            lines.addAll(Refusals.lines(explained.blockers(), said));
        }
        explained.warnings().forEach(warning -> lines.add("Note: " + warning));
        var deploy = explained.deploy();
        return deploy == null ? Reply.of(Lines.joined(lines)) : Reply.of(Lines.joined(lines), deploy);
    }

    private static String subject(Explanation explained, String place) {
        var deploy = explained.deploy();
        return deploy == null
                ? "Nothing waits for %s; a deploy of %s%s"
                        .formatted(
                                place,
                                explained.ref(),
                                explained.sha() == null
                                        ? ""
                                        : " (%s)".formatted(explained.sha().abbreviated()))
                : "%s is waiting at position %d in the queue, with %s"
                        .formatted(deploy.name(), explained.position(), Lines.version(deploy));
    }

    Reply whereIs(Sentence.WhereIs question, Message message) throws InterruptedException {
        var found = searching.find(question.sha(), message.caller());
        var commit = found.commit();
        var lines = new ArrayList<String>();
        lines.add("%s %s, by %s".formatted(commit.sha().abbreviated(), commit.title(), commit.author()));
        found.places()
                .forEach(place -> lines.add("%s/%s: %s"
                        .formatted(
                                place.app(),
                                place.environment(),
                                state(place, commit.sha().abbreviated()))));
        return Reply.of(Lines.joined(lines));
    }

    private static String state(Whereabouts.Place place, String sha) {
        var broughtBy = place.broughtBy();
        if (broughtBy != null) {
            return "live since %s, deployed by %s".formatted(Times.minute(Lines.since(broughtBy)), broughtBy.name());
        }
        var next = place.next();
        if (next != null) {
            return "not live yet; " + coming(next, place);
        }
        var back = place.rolledBack();
        if (back != null) {
            return "not live; %s rolled it back at %s (%s)"
                    .formatted(
                            back.by().user().name(),
                            Times.minute(Lines.since(back.by())),
                            back.by().name());
        }
        return place.held().isEmpty()
                ? "not live"
                : "not live; "
                        + Refusals.words(place.held().getFirst(), WaysOut.said(place.app(), sha, place.environment()));
    }

    private static String coming(Deploy next, Whereabouts.Place place) {
        var waiting = place.waiting();
        return waiting == null || waiting.blockers().isEmpty()
                ? "%s %s".formatted(next.name(), Lines.state(next))
                : "%s: %s"
                        .formatted(
                                next.name(), Refusals.words(waiting.blockers().getFirst(), WaysOut.said(next)));
    }
}
