package dev.waybill.notifiers.slack;

import dev.waybill.spi.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The errors of {@code chat.postMessage}, {@code chat.update} and {@code conversations.history}, which Slack answers with HTTP 200:
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors.
 */
final class SlackErrors {
    private SlackErrors() {}

    static boolean isLimit(String error) {
        return switch (error) {
            case "ratelimited", "rate_limited", "message_limit_exceeded" -> true;
            default -> false;
        };
    }

    /**
     * What an error means for the receiver.
     *
     * @param request what was sent, for people
     * @param json the answer
     * @param retryAt null if Slack did not say
     */
    static Told told(String request, String error, JsonNode json, String channel, @Nullable Instant retryAt) {
        var known = sentence(error, json, channel);
        var answer = "%s (%s)%s".formatted(known.isEmpty() ? "Slack answers an error" : known, error, more(json));
        return switch (error) {
            case "msg_too_long",
                    "msg_blocks_too_long",
                    "no_text",
                    "invalid_blocks",
                    "invalid_blocks_format",
                    "invalid_arguments",
                    "invalid_arg_name",
                    "invalid_array_arg",
                    "invalid_post_type",
                    "invalid_attachments",
                    "too_many_attachments",
                    "attachment_payload_limit_exceeded",
                    "invalid_metadata_format",
                    "invalid_metadata_schema",
                    "metadata_too_large",
                    "metadata_must_be_sent_from_app",
                    "cannot_reply_to_message",
                    "restricted_action_thread_locked",
                    "message_not_found",
                    "cant_update_message",
                    "edit_window_closed" -> new Told.Refused(request, answer);
            default -> new Told.Failed(request, answer, !known.isEmpty(), retryAt);
        };
    }

    /** What is wrong with the token, the channel or Slack itself, so that other messages would fail, too; empty for anything else. */
    private static String sentence(String error, JsonNode json, String channel) {
        return switch (error) {
            case "not_authed",
                    "invalid_auth",
                    "token_revoked",
                    "token_expired",
                    "account_inactive",
                    "not_allowed_token_type" ->
                "Slack does not take the token; give the bot token of the installed app, which begins with xoxb-";
            case "missing_scope", "no_permission" ->
                "the bot lacks the scope %s; add it to the app at Slack, and install the app again"
                        .formatted(json.path("needed").asString("chat:write"));
            case "not_in_channel" -> "the bot is not in %s; invite it there: /invite @waybill".formatted(channel);
            case "channel_not_found" ->
                "the bot finds no channel %s; give the channel's id, and if it is private, invite the bot there: /invite @waybill"
                        .formatted(channel);
            case "is_archived" -> "the channel %s is archived; name another one".formatted(channel);
            case "access_denied",
                    "accesslimited",
                    "ekm_access_denied",
                    "enterprise_is_restricted",
                    "team_access_not_granted",
                    "org_login_required",
                    "restricted_action",
                    "restricted_action_read_only_channel",
                    "restricted_action_non_threadable_channel",
                    "restricted_action_thread_only_channel",
                    "messages_tab_disabled",
                    "as_user_not_supported" ->
                "the workspace does not let the bot write to %s; ask an administrator of Slack".formatted(channel);
            case "ratelimited", "rate_limited", "message_limit_exceeded" -> "Slack takes no more messages for now";
            case "internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org" ->
                "Slack has trouble";
            default -> "";
        };
    }

    /** What is wrong with the arguments. */
    private static String more(JsonNode json) {
        var text = new StringBuilder();
        for (var message : json.path("response_metadata").path("messages")) {
            text.append("; ").append(message.asString(""));
        }
        return text.toString();
    }
}
