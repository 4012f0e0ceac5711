package dev.waybill.api.chat;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.chat.Chat;
import dev.waybill.chat.Message;
import dev.waybill.chat.Reply;
import dev.waybill.errors.Refused;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.http.Sentences;
import dev.waybill.wire.BlockerJson;
import dev.waybill.wire.ChatJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /chat/}: sentences, for bots and {@code waybill say}. */
public final class ChatRoutes implements RouteGroup {
    private static final int LONGEST_PLACE = 200;

    private final Chat chat;

    public ChatRoutes(Chat chat) {
        this.chat = chat;
    }

    @Override
    public String noun() {
        return "chat";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("POST", "/chat", Right.READ, this::say);
    }

    /** What was said needs its own permissions, so a refusal is an answer like others. */
    void say(Context ctx, Caller caller) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var text = input.required("text");
        var user = input.textOrNull("user");
        var room = place(input, "room");
        var thread = place(input, "thread");
        var message = new Message(text, caller, user, room, ctx.header("Idempotency-Key"), true);
        input.check();
        var reply = chat.answer(message);
        Answers.json(ctx, 200, json(reply, room, thread));
    }

    private static @Nullable String place(Input input, String field) {
        var text = input.textOrNull(field);
        return text != null && !text.matches("[^\\p{Cntrl}]{1,%d}".formatted(LONGEST_PLACE))
                ? input.mistake(
                        field, "must have at most %d characters, without control characters".formatted(LONGEST_PLACE))
                : text;
    }

    private static ChatJson json(Reply reply, @Nullable String room, @Nullable String thread) {
        var deploy = reply.deploy();
        var failure = reply.failure();
        return new ChatJson(
                Sentences.told(reply.text()),
                reply.isDone(),
                reply.isUnderstood(),
                failure == null ? null : failure.name(),
                failure instanceof Refused refused ? Problems.blockers(refused.reasons()) : List.<BlockerJson>of(),
                deploy == null ? null : deploy.name(),
                deploy == null ? null : deploy.id().toString(),
                room,
                thread);
    }
}
