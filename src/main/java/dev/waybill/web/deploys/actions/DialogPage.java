package dev.waybill.web.deploys.actions;

import dev.waybill.web.frame.Fields;
import java.util.Map;
import java.util.UUID;

/**
 * A page that asks before something is done.
 *
 * @param typed the form as it was sent, if it is shown again
 * @param problem why it is shown again; empty if it is shown first
 * @param key sent with the form, so that it counts once
 */
public record DialogPage(Dialog dialog, Fields typed, String problem, String key) {
    static DialogPage of(Dialog dialog) {
        return new DialogPage(dialog, new Fields(Map.of()), "", newKey());
    }

    static DialogPage again(Dialog dialog, Fields typed, String problem) {
        return new DialogPage(dialog, typed, problem, newKey());
    }

    private static String newKey() {
        return "page-" + UUID.randomUUID();
    }

    public String reason() {
        return typed.find("reason").orElse("");
    }

    /** Whether a choice is made when the page is shown. */
    public boolean isChosen(Dialog.Choice choice) {
        return typed.values().isEmpty()
                ? choice.isPreset()
                : typed.all(choice.name()).contains(choice.value());
    }
}
