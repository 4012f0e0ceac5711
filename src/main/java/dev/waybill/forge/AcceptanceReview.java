package dev.waybill.forge;

import dev.waybill.spi.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the mistakes in a setting that accepts deployments of others. */
final class AcceptanceReview {
    private static final String NAME = ForgeSettings.ACCEPT_DEPLOYMENTS.name();
    private static final Set<String> KEYS =
            new TreeSet<>(List.of(Acceptance.FROM, Acceptance.ENVIRONMENTS, Acceptance.USERS));
    private static final Pattern CREATOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(\\[bot])?");
    private static final Pattern USER = Pattern.compile("(?!\\s*$)[^\\p{Cntrl}]{1,200}");

    private static final String RULE =
            "must be user names of the code host, one or a list, such as [alice, \"hubot[bot]\"]";

    private final List<Remark> remarks = new ArrayList<>();

    private AcceptanceReview() {}

    static List<Remark> of(@Nullable Object setting) {
        var review = new AcceptanceReview();
        if (setting instanceof Map<?, ?> given) { // anything else is reported elsewhere
            review.review(given);
        }
        return review.remarks;
    }

    private void review(Map<?, ?> given) {
        given.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> add("." + key, "is unknown; use " + String.join(", ", KEYS)));
        var isList = isTexts(given.get(Acceptance.FROM), CREATOR.asMatchPredicate());
        require(isList, "." + Acceptance.FROM, RULE);
        require(
                !given.containsKey(Acceptance.ENVIRONMENTS)
                        || isTexts(given.get(Acceptance.ENVIRONMENTS), it -> !it.isBlank()),
                "." + Acceptance.ENVIRONMENTS,
                "must be environments of the app, one or a list; leave it out for all of them");
        if (given.containsKey(Acceptance.USERS)) {
            users(given.get(Acceptance.USERS), isList ? Acceptance.of(given) : Acceptance.NONE);
        }
    }

    private static boolean isTexts(@Nullable Object value, Predicate<String> isText) {
        var texts = Acceptance.texts(value);
        return !(value instanceof Map) && !texts.isEmpty() && texts.stream().allMatch(isText);
    }

    private void users(@Nullable Object value, Acceptance read) {
        if (!(value instanceof Map<?, ?> users)) {
            add("." + Acceptance.USERS, "must be an object of users by creator, such as {alice: ann}");
            return;
        }
        users.forEach((creator, user) -> {
            var path = ".%s.%s".formatted(Acceptance.USERS, creator);
            require(
                    user instanceof String text && USER.matcher(text).matches(),
                    path,
                    "must be a user name of 1 to 200 characters, without control characters");
            require(
                    !read.isOn() || read.acceptsFrom(String.valueOf(creator)),
                    path,
                    "is not among the creators in %s; add it there, or remove it here".formatted(Acceptance.FROM));
        });
    }

    private void require(boolean isValid, String below, String sentence) {
        if (!isValid) {
            add(below, sentence);
        }
    }

    private void add(String below, String sentence) {
        remarks.add(new Remark(NAME + below, sentence, true));
    }
}
