package dev.waybill.notifiers.slack;

import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The one message of a deploy, for one attempt to have it show a notice. What is about to be posted is remembered first, so that a
 * later attempt finds a message whose answer was lost.
 */
final class DeployMessage {
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(10);

    private final WebApi api;
    private final Notice notice;
    private final NoticeDeploy deploy;
    private final NotifierContext context;

    DeployMessage(WebApi api, Notice notice, NoticeDeploy deploy, NotifierContext context) {
        this.api = api;
        this.notice = notice;
        this.deploy = deploy;
        this.context = context;
    }

    /** Blocks. */
    Told tell() throws InterruptedException {
        var shown = show(Memory.of(context.remembered()));
        if (!(shown instanceof Told.Delivered delivered)) {
            return shown;
        }
        return notice.topic().isFailure()
                ? new FailureReply(api, notice, deploy, context).tell(delivered)
                : new AuthorNews(api, notice, deploy, context).tell(delivered);
    }

    /** Takes the buttons away that do nothing any more. Blocks. */
    Told outdate() throws InterruptedException {
        var memory = Memory.of(context.remembered());
        var place = memory.place();
        if (place == null
                || memory.shown() != notice.id()
                || !api.bot().isAnswered()
                || Buttons.ofLast(deploy).isEmpty()) {
            return new Told.Delivered("", "no button is outdated");
        }
        var reply = update(place);
        return reply instanceof Reply.No no && no.isGone()
                ? new Told.Delivered(no.told().request(), no.told().answer())
                : reply.told();
    }

    private Told show(Memory memory) throws InterruptedException {
        var place = memory.place();
        if (place == null) {
            return memory.posting() == null ? post(memory) : lookThenPost(memory, memory.posting());
        }
        if (memory.shown() >= notice.id()) {
            return new Told.Delivered("", "the message shows it already");
        }
        return notice.topic() == Topic.PROGRESS && isTooSoon(memory)
                ? new Told.Delivered("", "the message was edited less than 10 s ago")
                : edit(memory, place);
    }

    private boolean isTooSoon(Memory memory) {
        var since = Duration.between(Instant.ofEpochMilli(memory.editedAt()), api.now());
        return !since.isNegative() && since.compareTo(BETWEEN_PROGRESS) < 0;
    }

    private Told lookThenPost(Memory memory, Memory.Intent intent) throws InterruptedException {
        return switch (new History(api).message(intent)) {
            case History.Found found -> {
                var adopted = memory.at(found.place());
                context.remember(adopted.text());
                yield edit(adopted, found.place());
            }
            case History.NotFound _ -> post(memory);
            case History.Unknown unknown -> unknown.no().told();
        };
    }

    private Told post(Memory before) throws InterruptedException {
        var memory = before.posting(api.now());
        context.remember(memory.text());
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("channel", api.bot().channel());
        arguments.put("metadata", History.metadata(Objects.requireNonNull(memory.posting()), deploy.id(), notice.id()));
        arguments.put("unfurl_links", false);
        arguments.put("unfurl_media", false);
        var reply = api.write(
                "chat.postMessage", arguments, Look.of(notice, api.bot().isAnswered()));
        if (reply instanceof Reply.Ok ok) {
            var json = ok.json();
            var place = new Memory.Place(
                    json.path("channel").asString(""), json.path("ts").asString(""));
            context.remember(memory.showing(place, notice.id(), api.now()).text());
        } else if (reply instanceof Reply.No no && !no.mayBeDone()) {
            context.remember(before.text());
        }
        return reply.told();
    }

    private Told edit(Memory memory, Memory.Place place) throws InterruptedException {
        var reply = update(place);
        if (reply instanceof Reply.Ok) {
            context.remember(memory.showing(place, notice.id(), api.now()).text());
        } else if (reply instanceof Reply.No no && no.isGone()) {
            context.remember(Memory.NOTHING.text());
            return new Told.Later(
                    no.told().request(),
                    no.told().answer() + "; a new one follows",
                    api.now().plusSeconds(1));
        }
        return reply.told();
    }

    private Reply update(Memory.Place place) throws InterruptedException {
        var arguments = Map.<String, Object>of("channel", place.channel(), "ts", place.ts(), "parse", "none");
        return api.write("chat.update", arguments, Look.of(notice, api.bot().isAnswered()));
    }
}
