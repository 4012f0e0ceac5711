package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in which placeholders stand for what is told. They stand in strings, so that no value can change the JSON around it; a value
 * that there is not is empty.
 */
public record Template(String text) {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(text|details|url|app|environment|event|user|deploy|sha|ref)}");

    /** No JSON by itself, so that the rest is JSON only if every placeholder stands in a string. */
    private static final String SAMPLE = "a \"sample\"\n";

    /** Why it is not JSON, as the end of a sentence; empty if it is. */
    public Optional<String> objection() {
        try {
            var json = JsonMapper.shared().readTree(replaced(_ -> SAMPLE));
            return json == null || json.isMissingNode() ? Optional.of("must not be empty") : Optional.empty();
        } catch (JacksonException e) {
            return Optional.of("must be JSON, with placeholders such as \"{text}\" in its strings");
        }
    }

    public String filled(Notice notice) {
        return replaced(name -> value(name, notice));
    }

    private String replaced(UnaryOperator<String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(escaped(values.apply(found.group(1)))));
    }

    private static String escaped(String value) {
        var quoted = JsonMapper.shared().writeValueAsString(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String value(String name, Notice notice) {
        var deploy = notice.deploy();
        return switch (name) {
            case "text" -> notice.sentence();
            case "details" -> Texts.details(notice);
            case "url" -> notice.url();
            case "app" -> orEmpty(notice.app());
            case "environment" -> orEmpty(notice.environment());
            case "event" -> notice.topic().word();
            case "user" -> deploy == null ? orEmpty(notice.by()) : deploy.user();
            case "deploy" -> deploy == null ? "" : deploy.name();
            case "sha" -> deploy == null ? "" : orEmpty(deploy.sha());
            case "ref" -> deploy == null ? "" : deploy.ref();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
