package dev.waybill.notifiers.slack;

import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What explains a failed deploy, in the thread of its message, for one attempt: whom it concerns, the end of the log, and the changes. */
record FailureReply(WebApi api, Notice notice, NoticeDeploy deploy, NotifierContext context) {
    private static final int LINES = 20;

    /** @param shown the result of showing the failure in the message */
    Told tell(Told.Delivered shown) throws InterruptedException {
        var memory = Memory.of(context.remembered());
        var place = memory.place();
        if (place == null || memory.isReplied()) {
            return shown;
        }
        var told = memory.replying() == null ? post(memory, place) : lookThenPost(memory, memory.replying(), place);
        return told instanceof Told.Later later && !shown.request().isEmpty()
                ? new Told.Later(shown.request(), shown.answer() + "; the log follows", later.until())
                : told;
    }

    private Told lookThenPost(Memory memory, Memory.Intent intent, Memory.Place place) throws InterruptedException {
        return switch (new History(api).reply(intent, place)) {
            case History.Found _ -> {
                context.remember(memory.replied().text());
                yield new Told.Delivered("", "the reply was posted already");
            }
            case History.NotFound _ -> post(memory, place);
            case History.Unknown unknown -> unknown.told();
        };
    }

    private Told post(Memory before, Memory.Place place) throws InterruptedException {
        var memory = before.replying(api.now());
        context.remember(memory.text());
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("channel", place.channel());
        arguments.put("thread_ts", place.ts());
        arguments.put(
                "metadata", History.metadata(Objects.requireNonNull(memory.replying()), deploy.id(), notice.id()));
        arguments.put("unfurl_links", false);
        arguments.put("unfurl_media", false);
        var look = Look.ofFailure(notice, deploy, mention(), context.lastLines(LINES));
        var reply = api.write("chat.postMessage", arguments, look);
        if (reply instanceof Reply.Ok) {
            context.remember(memory.replied().text());
        } else if (reply instanceof Reply.No no && !no.mayBeDone()) {
            context.remember(before.text());
        }
        return reply.told();
    }

    private String mention() {
        return context.settings().get("mentions") instanceof Map<?, ?> ids
                        && ids.get(deploy.user()) instanceof String id
                ? "<@%s>".formatted(id)
                : "";
    }
}
