package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Reason;
import dev.waybill.web.shown.DeployPaths;
import java.util.List;
import java.util.Map;

/**
 * What a page says and asks before something is done with a deploy.
 *
 * @param seen what the form remembers of how things were, by name
 * @param why it cannot be done now; empty if it can
 */
public record Dialog(Deploy deploy, Verb verb, Told told, Question question, Map<String, String> seen, String why) {
    /**
     * What is done.
     *
     * @param name the end of the path
     * @param button what the button says
     */
    public record Verb(String name, String title, String button, boolean isDanger) {}

    /** @param blockers what would hold the deploy that begins */
    public record Told(List<String> sentences, List<Part> parts, List<? extends Reason> blockers) {
        static Told of(String... sentences) {
            return new Told(List.of(sentences), List.of(), List.of());
        }
    }

    /** A list below a heading. */
    public record Part(String title, List<String> lines) {}

    /** What is asked. */
    public record Question(Why why, List<Choice> choices) {
        static final Question NOTHING = new Question(Why.NONE, List.of());
    }

    /** Whether a reason is asked for. */
    public enum Why {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * A box to tick, or one of several choices.
     *
     * @param type {@code checkbox} or {@code radio}
     * @param why it cannot be chosen; empty if it can
     */
    public record Choice(
            String type, String name, String value, String label, String hint, boolean isPreset, String why) {
        static Choice box(String name, String label, String hint, boolean isPreset) {
            return new Choice("checkbox", name, "yes", label, hint, isPreset, "");
        }
    }

    Dialog(Deploy deploy, Verb verb, Told told, Question question, Map<String, String> seen) {
        this(deploy, verb, told, question, seen, "");
    }

    /** The same where it cannot be done. */
    Dialog refused(String because) {
        return new Dialog(deploy, verb, told, question, seen, because);
    }

    public String path() {
        return DeployPaths.of(deploy);
    }
}
