package dev.waybill.slack;

import dev.waybill.chat.Press;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said or pressed in Slack.
 *
 * @param key the same if Slack sends it again
 * @param request the same also if somebody presses a button twice
 * @param member the id of whoever it was
 * @param team the id of their workspace; null if Slack does not say so
 */
record Said(
        String key, String request, String member, @Nullable String team, Place place, Act act) {
    /**
     * Where it was, and where the answer goes.
     *
     * @param channel its id
     * @param room what people call it, for the reasons of locks and rollbacks
     * @param thread the message in whose thread the answer goes; null for none
     * @param responseUrl for answers to commands and buttons; null for what was said in a message
     */
    record Place(
            String channel,
            String room,
            @Nullable String thread,
            @Nullable String responseUrl) {}

    /** Whether it is the button of something that was offered in an answer. */
    boolean isOffer() {
        return act instanceof Words words && words.offeredAt() != null;
    }

    /** What it was. */
    sealed interface Act {}

    /**
     * @param offeredAt when the button was shown whose text it is, which says that it is meant; null for what somebody wrote
     */
    record Words(String text, @Nullable Instant offeredAt) implements Act {}

    /** @param deploy its name */
    record Pressed(Press press, String deploy) implements Act {}
}
