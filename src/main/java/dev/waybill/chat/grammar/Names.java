package dev.waybill.chat.grammar;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.text.Likeness;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the names of apps, environments and deploys, and suggests others for unknown ones. */
final class Names {
    /** At the first of these the name of an app ends, and a ref begins. Names of apps have none of them. */
    private static final Pattern SEPARATOR = Pattern.compile("[/:@]");

    private static final Pattern DEPLOY = Pattern.compile("([^/#]+)/([^/#]+)[#/]([0-9]{1,9})");
    private static final Map<String, String> SHORT =
            Map.of("stg", "staging", "prod", "production", "prd", "production");
    private static final String SUGGESTION = "; did you mean %s?";
    private static final int LONGEST_SHOWN = 60;
    private static final int MOST_SHOWN = 12;

    private final Vocabulary vocabulary;

    Names(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param ref null if none was given */
    record AppRef(String app, @Nullable String ref) {}

    AppRef appRef(String word) throws Unclear {
        var separator = SEPARATOR.matcher(word);
        if (!separator.find()) {
            return new AppRef(app(word), null);
        }
        var app = app(word.substring(0, separator.start()));
        var ref = word.substring(separator.end());
        if (ref.isEmpty()) {
            throw new Unclear("%s: a branch, a tag or a commit is missing after \"%s\"".formatted(app, shown(word)));
        }
        return new AppRef(app, ref);
    }

    /** An app alone. */
    String app(String word, Form form) throws Unclear {
        var parts = SEPARATOR.split(word, 2);
        if (parts.length == 1 || !vocabulary.apps().contains(parts[0].toLowerCase(Locale.ROOT))) {
            return app(word);
        }
        throw new Unclear("\"%s\" is not the name of an app; an environment is named after it, such as: %s"
                .formatted(shown(word), form.example(app(parts[0]), parts[1])));
    }

    String app(String word) throws Unclear {
        var name = word.toLowerCase(Locale.ROOT);
        var apps = vocabulary.apps();
        if (!apps.contains(name)) {
            throw new Unclear(
                    "no app is named \"%s\"%s".formatted(shown(word), suggestion(name, apps, "; the apps are %s")));
        }
        return name;
    }

    /** A short name stands for the long one, unless the app has an environment of that name. */
    String environment(String app, String word) {
        var name = word.toLowerCase(Locale.ROOT);
        return vocabulary.environments(app).contains(name) ? name : SHORT.getOrDefault(name, name);
    }

    /** Whether the app is known to have an environment of this name, or with this short name. */
    boolean isKnown(String app, String word) {
        var name = environment(app, word);
        return name.equals(AppConfig.PRODUCTION) || vocabulary.environments(app).contains(name);
    }

    /** Whether a word can only be an environment: it is a known one, or one of those that have short names. */
    boolean isEnvironment(String app, String word) {
        var name = word.toLowerCase(Locale.ROOT);
        return vocabulary.environments(app).contains(name) || SHORT.containsKey(name) || SHORT.containsValue(name);
    }

    /** Whether it is an app, or an environment of an app that is said. */
    boolean isName(String word, Collection<String> said) {
        var name = word.toLowerCase(Locale.ROOT);
        var apps = vocabulary.apps();
        return apps.contains(name)
                || said.stream()
                        .map(it -> SEPARATOR.split(it, 2)[0].toLowerCase(Locale.ROOT))
                        .filter(apps::contains)
                        .anyMatch(app -> vocabulary.environments(app).contains(name));
    }

    Unclear noEnvironment(String app, String word, Form form) {
        return new Unclear("\"%s\" is not an environment of %s that I know".formatted(shown(word), app)
                + Likeness.suggestion(shown(word), vocabulary.environments(app), SUGGESTION, "; say: " + form.usage()));
    }

    boolean isDeploy(String word) {
        return DEPLOY.matcher(word).matches();
    }

    DeployName deploy(String word) throws Unclear {
        var deploy = DEPLOY.matcher(word);
        if (!deploy.matches()) {
            throw new Unclear(
                    "\"%s\" is not the name of a deploy, such as shop/production#42; say \"queue\" to list them"
                            .formatted(shown(word)));
        }
        var app = app(deploy.group(1));
        return new DeployName(app, environment(app, deploy.group(2)), Integer.parseInt(deploy.group(3)));
    }

    /** Whether an unknown verb can be a misspelt one. */
    static boolean isLikeVerb(String word) {
        return !Likeness.suggestion(shown(word), verbs(), "%s", "").isEmpty();
    }

    private static List<String> verbs() {
        return Stream.of(Form.values()).map(Form::word).toList();
    }

    /** The answer to an unknown verb. */
    static String verb(String word) {
        return "I do not know \"%s\"".formatted(shown(word))
                + Likeness.suggestion(shown(word), verbs(), SUGGESTION, "; say \"help\" for a list of sentences");
    }

    /** @param all a format for all of them, if none is close and they are few */
    private static String suggestion(String word, Collection<String> known, String all) {
        var isFew = !known.isEmpty() && known.size() <= MOST_SHOWN;
        return Likeness.suggestion(shown(word), known, SUGGESTION, isFew ? all : "");
    }

    static String shown(String word) {
        return word.length() <= LONGEST_SHOWN
                ? word
                : word.substring(0, word.offsetByCodePoints(0, word.codePointCount(0, LONGEST_SHOWN) - 1)) + "…";
    }
}
