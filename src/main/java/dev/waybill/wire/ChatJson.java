package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message of chat.
 *
 * @param ok whether it was done, or answered
 * @param understood whether the sentence is in the grammar
 * @param refusal the error name of a refusal; null if there is none
 * @param blockers why the gates refused; empty if they did not
 * @param deploy the name of the deploy that it is about; null if there is none
 * @param deployId its id
 * @param room as in the request
 * @param thread as in the request
 */
public record ChatJson(
        String text,
        boolean ok,
        boolean understood,
        @Nullable String refusal,
        List<BlockerJson> blockers,
        @Nullable String deploy,
        @Nullable String deployId,
        @Nullable String room,
        @Nullable String thread) {}
