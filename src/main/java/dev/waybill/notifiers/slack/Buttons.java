package dev.waybill.notifiers.slack;

import dev.waybill.spi.notices.NoticeDeploy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Buttons that do something, for messages of the app through which people talk to this server. */
public final class Buttons {
    /** Begins the ids of buttons whose value is a sentence to say. */
    public static final String SAY = "waybill_say";

    /** Begins the ids of buttons whose value is the name of a deploy. */
    public static final String PRESS = "waybill_press_";

    private static final int LONGEST_LABEL = 75;
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST = 5;

    private Buttons() {}

    /** Buttons that say sentences, after a confirmation if they are to be confirmed; null if there are none. */
    public static @Nullable Map<String, Object> saying(List<String> sentences, boolean confirms) {
        var buttons = new ArrayList<Map<String, Object>>();
        sentences.stream()
                .filter(sentence -> sentence.length() <= LONGEST_VALUE)
                .limit(MOST)
                .forEach(sentence -> buttons.add(
                        button(SAY + "_" + buttons.size(), sentence, sentence, confirms ? sentence : null)));
        return buttons.isEmpty() ? null : Map.of("type", "actions", "elements", List.copyOf(buttons));
    }

    /** What can be done about a deploy as it is. */
    static List<Map<String, Object>> of(NoticeDeploy deploy) {
        return deploy.endedAt() == null || deploy.isLast() ? ofLast(deploy) : List.of();
    }

    /** What can be done about it while it is the last of its environment. */
    static List<Map<String, Object>> ofLast(NoticeDeploy deploy) {
        return switch (deploy.state()) {
            case "pending", "running" -> List.of(cancel(deploy));
            case "failed", "timed_out", "interrupted", "cancelled" ->
                deploy.sha() == null ? List.of() : List.of(retry(deploy));
            case "succeeded" -> deploy.isRollback() || !deploy.isDeploy() ? List.of() : List.of(rollback(deploy));
            default -> List.of();
        };
    }

    private static Map<String, Object> cancel(NoticeDeploy deploy) {
        return button(PRESS + "cancel", "Cancel", deploy.name(), "Cancel %s".formatted(deploy.name()));
    }

    private static Map<String, Object> retry(NoticeDeploy deploy) {
        return button(PRESS + "retry", "Retry", deploy.name(), null);
    }

    private static Map<String, Object> rollback(NoticeDeploy deploy) {
        var question =
                "Roll back %s to the last good version".formatted(deploy.name().replaceFirst("#.*", ""));
        return button(PRESS + "rollback", "Roll back", deploy.name(), question);
    }

    private static Map<String, Object> button(String id, String label, String value, @Nullable String question) {
        var button = new LinkedHashMap<String, Object>();
        button.put("type", "button");
        button.put("action_id", id);
        button.put("text", plain(cut(label, LONGEST_LABEL)));
        button.put("value", value);
        if (question != null) {
            button.put(
                    "confirm",
                    Map.of(
                            "title", plain("Are you sure?"),
                            "text", plain(cut(question, LONGEST_QUESTION)),
                            "confirm", plain("Yes"),
                            "deny", plain("No")));
        }
        return button;
    }

    private static String cut(String text, int most) {
        var end = text.length() <= most ? text.length() : most - 1;
        var isInPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return end == text.length() ? text : text.substring(0, isInPair ? end - 1 : end) + "…";
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text);
    }
}
