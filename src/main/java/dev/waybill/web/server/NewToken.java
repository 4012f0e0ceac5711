package dev.waybill.web.server;

import dev.waybill.access.Grant;
import dev.waybill.access.Right;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.web.frame.Fields;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was typed for a new token.
 *
 * @param user its owner; empty for whoever creates it
 * @param apps names with commas between; empty for all
 * @param environments the same
 * @param lasts such as {@code 90d}; empty for ever
 */
public record NewToken(String name, String user, Set<String> rights, String apps, String environments, String lasts) {
    static final NewToken EMPTY = new NewToken("", "", Set.of("read", "deploy"), "", "", "90d");

    private static final int LONGEST_NAME = 200;
    private static final int MOST = 200;

    static NewToken of(Fields fields) {
        return new NewToken(
                fields.find("name").orElse(""),
                fields.find("user").orElse(""),
                Set.copyOf(fields.all("rights")),
                fields.find("apps").orElse(""),
                fields.find("environments").orElse(""),
                fields.find("lasts").orElse(""));
    }

    /** By field. */
    Map<String, String> mistakes(Apps all) {
        var mistakes = new LinkedHashMap<String, String>();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            mistakes.put("name", "must be 1 to 200 characters, without control characters");
        }
        if (rights.isEmpty() || !rights.stream().allMatch(it -> Right.find(it).isPresent())) {
            mistakes.put("rights", "must be at least one");
        }
        words(apps).stream()
                .filter(app -> all.find(app).isEmpty())
                .findFirst()
                .ifPresent(app -> mistakes.put("apps", "no app is named \"%s\"".formatted(app)));
        if (!words(environments).stream().allMatch(AppReader::isName)) {
            mistakes.put("environments", "must be names of environments, with commas between");
        }
        Stream.of("apps", "environments")
                .filter(it -> words(it.equals("apps") ? apps : environments).size() > MOST)
                .forEach(it -> mistakes.put(it, "at most %d are allowed".formatted(MOST)));
        if (!lasts.isEmpty() && Durations.parse(lasts).isEmpty()) {
            mistakes.put("lasts", Durations.RULE);
        }
        return mistakes;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** Only of what has no mistakes. */
    Grant grant(Apps all) {
        var ids = words(apps).stream().map(app -> all.app(app).id().value()).collect(Collectors.toSet());
        var names = new HashSet<>(words(environments));
        return new Grant(
                rights.stream().map(Right::find).flatMap(Optional::stream).collect(Collectors.toSet()),
                ids.isEmpty() ? null : ids,
                names.isEmpty() ? null : names,
                null);
    }

    /** When it expires; null for never. */
    @Nullable
    Instant end(Instant now) {
        return Durations.parse(lasts).map(now::plus).orElse(null);
    }
}
