package dev.waybill.notifiers.slack;

import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;

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
        var look = Look.ofFailure(notice, deploy, mention(), context.lastLines(LINES));
        var reply = new Once(api, place, notice, deploy)
                .post(
                        memory.replying(),
                        look,
                        it -> context.remember(memory.replying(it).text()));
        if (reply instanceof Reply.Ok) {
            context.remember(memory.replied().text());
        }
        return reply.told() instanceof Told.Later later && !shown.request().isEmpty()
                ? new Told.Later(shown.request(), shown.answer() + "; the log follows", later.until())
                : reply.told();
    }

    private String mention() {
        return Members.configured(context.settings(), deploy.user())
                .map("<@%s>"::formatted)
                .orElse("");
    }
}
