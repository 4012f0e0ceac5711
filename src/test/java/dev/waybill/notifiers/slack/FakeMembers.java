package dev.waybill.notifiers.slack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The members of a workspace and the channels of direct messages to them. Thread-safe. */
final class FakeMembers {
    private static final String DIRECT = "D";

    private final Map<String, String> byEmail = new ConcurrentHashMap<>();

    void add(String email, String id) {
        byEmail.put(email, id);
    }

    static boolean isDirect(String channel) {
        return channel.startsWith(DIRECT);
    }

    /** The member to whom messages in a channel go. */
    static String of(String channel) {
        return channel.substring(DIRECT.length());
    }

    /** {@code users.lookupByEmail}, https://docs.slack.dev/reference/methods/users.lookupByEmail. */
    Map<String, Object> lookUp(Map<String, String> form) {
        var id = byEmail.get(form.get("email"));
        return id == null
                ? Map.of("ok", false, "error", "users_not_found")
                : Map.of("ok", true, "user", Map.of("id", id, "team_id", "T1", "deleted", false, "is_bot", false));
    }

    /** {@code conversations.open}, https://docs.slack.dev/reference/methods/conversations.open. */
    Map<String, Object> open(Map<String, String> form) {
        var id = String.valueOf(form.get("users"));
        return byEmail.containsValue(id)
                ? Map.of("ok", true, "channel", Map.of("id", DIRECT + id))
                : Map.of("ok", false, "error", "user_not_found");
    }
}
