package dev.waybill.notifiers.slack;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is remembered about the message of a deploy.
 *
 * @param posting the first attempt to post it; null before
 * @param place where it is; null until Slack has said so
 * @param shown the id of the last notice that it shows
 * @param editedAt when it was posted or edited last, in milliseconds
 * @param replying the first attempt to post the reply in its thread; null before
 * @param isReplied whether the reply was posted
 */
record Memory(
        @Nullable Intent posting,
        @Nullable Place place,
        long shown,
        long editedAt,
        @Nullable Intent replying,
        boolean isReplied) {
    static final Memory NOTHING = new Memory(null, null, 0, 0, null, false);

    /**
     * Something that is about to be posted.
     *
     * @param key a text that only this message has in its metadata
     * @param at in milliseconds
     */
    record Intent(String key, long at) {
        static Intent since(Instant now) {
            return new Intent(UUID.randomUUID().toString(), now.toEpochMilli());
        }
    }

    /**
     * A message.
     *
     * @param channel its id
     * @param ts its timestamp, which is its id in the channel
     */
    record Place(String channel, String ts) {}

    /** Nothing if it was written by something else. */
    static Memory of(Optional<String> text) {
        try {
            return text.map(it -> JsonMapper.shared().readValue(it, Memory.class))
                    .orElse(NOTHING);
        } catch (JacksonException _) {
            return NOTHING;
        }
    }

    String text() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** Before the message is posted. An earlier attempt may have posted it. */
    Memory posting(Instant now) {
        return new Memory(posting == null ? Intent.since(now) : posting, null, shown, editedAt, null, false);
    }

    /** With the message that was found. */
    Memory at(Place found) {
        return new Memory(posting, found, shown, editedAt, replying, isReplied);
    }

    /** With a message that shows a notice now. */
    Memory showing(Place message, long notice, Instant now) {
        return new Memory(posting, message, notice, now.toEpochMilli(), replying, isReplied);
    }

    /** @param intent null if no attempt can have posted the reply */
    Memory replying(@Nullable Intent intent) {
        return new Memory(posting, place, shown, editedAt, intent, isReplied);
    }

    Memory replied() {
        return new Memory(posting, place, shown, editedAt, replying, true);
    }
}
