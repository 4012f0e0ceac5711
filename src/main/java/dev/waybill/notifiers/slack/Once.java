package dev.waybill.notifiers.slack;

import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/**
 * Posts a message about a deploy once, whatever is lost: that it is about to be posted is remembered first, and after an attempt
 * whose end is unknown it is looked for.
 *
 * @param api of the channel
 * @param thread the message that it replies to; null if it replies to none
 */
record Once(WebApi api, Memory.@Nullable Place thread, Notice notice, NoticeDeploy deploy) {
    /**
     * Blocks. The caller remembers that it was posted.
     *
     * @param earlier the first attempt that may have posted it; null if there was none
     * @param remember gets the attempt that may have posted it from now on; null for none
     */
    Reply post(Memory.@Nullable Intent earlier, Look look, Consumer<Memory.@Nullable Intent> remember)
            throws InterruptedException {
        if (earlier == null) {
            return postNow(null, look, remember);
        }
        return switch (search(earlier)) {
            case History.Found _ ->
                new Reply.Ok(MissingNode.getInstance(), new Told.Delivered("", "it was posted already"));
            case History.NotFound _ -> postNow(earlier, look, remember);
            case History.Unknown unknown -> unknown.no();
        };
    }

    private History.Search search(Memory.Intent intent) throws InterruptedException {
        var history = new History(api);
        return thread == null ? history.message(intent) : history.reply(intent, thread);
    }

    private Reply postNow(Memory.@Nullable Intent earlier, Look look, Consumer<Memory.@Nullable Intent> remember)
            throws InterruptedException {
        var intent = earlier == null ? Memory.Intent.since(api.now()) : earlier;
        remember.accept(intent);
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("channel", thread == null ? api.bot().channel() : thread.channel());
        if (thread != null) {
            arguments.put("thread_ts", thread.ts());
        }
        arguments.put("metadata", History.metadata(intent, deploy.id(), notice.id()));
        arguments.put("unfurl_links", false);
        arguments.put("unfurl_media", false);
        var reply = api.write("chat.postMessage", arguments, look);
        if (reply instanceof Reply.No no && !no.mayBeDone()) {
            remember.accept(earlier);
        }
        return reply;
    }
}
