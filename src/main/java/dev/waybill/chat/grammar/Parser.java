package dev.waybill.chat.grammar;

import dev.waybill.apps.config.text.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one sentence, from its verb to its end. For one thread. */
final class Parser {
    private static final Pattern VERB = Pattern.compile("([A-Za-z]+)(?::([^!]*))?(!)?");
    private static final String[] OF_DEPLOY = {"to", "in", "on"};
    private static final String[] OF_PLACE = {"in", "on"};

    private final Words words;
    private static final String TASK = "[A-Za-z0-9][A-Za-z0-9_-]{0,40}";

    private final Names names;

    Parser(Words words, Names names) {
        this.words = words;
        this.names = names;
    }

    Sentence sentence() throws Unclear {
        if (words.isEmpty()) {
            return new Sentence.Help();
        }
        var first = words.next();
        if (isRollBack(first, words)) {
            first += words.next();
        }
        var verb = VERB.matcher(first);
        var form = form(verb);
        if (form == null) {
            throw new Unclear(unknown(first));
        }
        var task = task(form, verb.group(2));
        var insists = verb.group(3) != null;
        var sentence = form == Form.DEPLOY ? deploy(task, insists) : sentence(form, insists);
        refuseRest(form, insists);
        return sentence;
    }

    private static boolean isRollBack(String first, Words following) {
        return first.equalsIgnoreCase("roll") && following.isNext("back", "back!");
    }

    private static @Nullable Form form(Matcher verb) {
        return verb.matches()
                ? Form.find(verb.group(1).toLowerCase(Locale.ROOT)).orElse(null)
                : null;
    }

    /** Whoever says more than a sentence is told which one it contains. */
    private String unknown(String first) {
        var before = first;
        while (!words.isEmpty() && !Names.isLikeVerb(first.toLowerCase(Locale.ROOT))) {
            var contained = contained();
            if (contained.isPresent()) {
                return "I do not understand \"%s\" at the start; say: %s"
                        .formatted(Names.shown(before), contained.get().print());
            }
            before += " " + words.next();
        }
        return Names.verb(first.toLowerCase(Locale.ROOT));
    }

    /** The sentence that all words that are left are; empty if they are none. */
    private Optional<Sentence> contained() {
        var following = words.copy();
        var first = following.next();
        if (form(VERB.matcher(first)) == null && !isRollBack(first, following)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parser(words.copy(), names).sentence());
        } catch (Unclear _) {
            return Optional.empty();
        }
    }

    /** The task that is named after the verb; null for none. */
    private static @Nullable String task(Form form, @Nullable String named) throws Unclear {
        if (named == null || named.isEmpty() || named.equalsIgnoreCase(form.word())) {
            return null;
        }
        if (form != Form.DEPLOY || !named.matches(TASK)) {
            throw usage(form);
        }
        return named.toLowerCase(Locale.ROOT);
    }

    private void refuseRest(Form form, boolean insists) throws Unclear {
        if (!words.isEmpty()) {
            throw new Unclear("I do not understand \"%s\" at the end; say: %s"
                    .formatted(Names.shown(words.rest()), form.usage()));
        }
        if (insists && !form.canInsist()) {
            throw new Unclear("\"%s\" takes no exclamation mark; say: %s".formatted(form.word(), form.usage()));
        }
        var reason = words.reason();
        if (reason != null && (reason.isBlank() || !form.takesReason())) {
            throw new Unclear(
                    reason.isBlank()
                            ? "the reason is missing after \"because\""
                            : "\"%s\" takes no reason; say: %s".formatted(form.word(), form.usage()));
        }
    }

    private Sentence sentence(Form form, boolean insists) throws Unclear {
        return switch (form) {
            case DEPLOY -> deploy(null, insists);
            case ROLLBACK -> rollback(insists);
            case PROMOTE -> promote();
            case CANCEL -> new Sentence.Cancel(names.deploy(word(form)));
            case STATUS -> status();
            case QUEUE -> queue();
            case WHY -> why();
            case DEPLOYS -> deploys();
            case WHERE -> where();
            case LOCK -> lock(insists);
            case UNLOCK -> unlock();
            case HELP -> new Sentence.Help();
        };
    }

    private Sentence deploy(@Nullable String task, boolean force) throws Unclear {
        var target = names.appRef(word(Form.DEPLOY));
        var environment = environment(Form.DEPLOY, target.app(), OF_DEPLOY);
        if (environment == null) {
            refuseEnvironment(target, task == null ? "deploy" : "deploy:" + task);
        }
        return new Sentence.Deploy(
                target.app(), target.ref(), environment, task, force, waits(Form.DEPLOY), words.reason());
    }

    /** People write an environment where a ref belongs; without this, that would deploy somewhere else. */
    private void refuseEnvironment(Names.AppRef target, String verb) throws Unclear {
        var app = target.app();
        var ref = target.ref();
        if (ref != null && names.isKnown(app, ref)) {
            throw new Unclear(
                    "\"%s\" is also an environment; say: %s %s to %s, or name the environment: %s %s/%s to production"
                            .formatted(ref, verb, app, names.environment(app, ref), verb, app, ref));
        }
    }

    private Sentence rollback(boolean cancels) throws Unclear {
        var app = names.app(word(Form.ROLLBACK), Form.ROLLBACK);
        var environment = environment(Form.ROLLBACK, app, OF_PLACE);
        var to = words.take("to") ? word(Form.ROLLBACK).toLowerCase(Locale.ROOT) : null;
        return new Sentence.Rollback(app, environment, to, cancels, waits(Form.ROLLBACK), words.reason());
    }

    private Sentence promote() throws Unclear {
        var form = Form.PROMOTE;
        var app = names.app(word(form), form);
        words.take("from");
        var from = names.environment(app, word(form));
        if (!words.take("to")) {
            throw usage(form);
        }
        var to = names.environment(app, word(form));
        return new Sentence.Promote(app, from, to, waits(form), words.reason());
    }

    private Sentence status() throws Unclear {
        if (words.isEmpty()) {
            return new Sentence.Status(null, null);
        }
        words.take("of");
        var word = word(Form.STATUS);
        if (names.isDeploy(word)) {
            return new Sentence.Show(names.deploy(word));
        }
        var app = names.app(word, Form.STATUS);
        return new Sentence.Status(app, environment(Form.STATUS, app, OF_PLACE));
    }

    private Sentence queue() throws Unclear {
        if (words.isEmpty()) {
            return new Sentence.Queue(null, null);
        }
        words.take("of");
        var app = names.app(word(Form.QUEUE), Form.QUEUE);
        return new Sentence.Queue(app, environment(Form.QUEUE, app, OF_PLACE));
    }

    private Sentence why() throws Unclear {
        words.take("is");
        var app = names.app(word(Form.WHY), Form.WHY);
        return new Sentence.Why(app, environment(Form.WHY, app, OF_PLACE));
    }

    private Sentence deploys() throws Unclear {
        words.take("of");
        var target = names.appRef(word(Form.DEPLOYS));
        return new Sentence.Deploys(target.app(), target.ref(), environment(Form.DEPLOYS, target.app(), OF_DEPLOY));
    }

    private Sentence where() throws Unclear {
        if (words.take("is")) {
            return new Sentence.WhereIs(word(Form.WHERE).toLowerCase(Locale.ROOT));
        }
        if (words.take("can") && words.take("i", "we") && words.take("deploy")) {
            return new Sentence.WhereTo(names.app(word(Form.WHERE), Form.WHERE));
        }
        throw usage(Form.WHERE);
    }

    private Sentence lock(boolean steals) throws Unclear {
        var app = names.app(word(Form.LOCK), Form.LOCK);
        var environment = environment(Form.LOCK, app, OF_PLACE);
        var length = words.take("for") ? length(word(Form.LOCK)) : null;
        var reason = words.reason();
        if (reason == null && words.isEmpty()) {
            var place = new Sentence.Unlock(app, environment).print().substring("un".length());
            throw new Unclear("say why: %s because REASON".formatted(place));
        }
        return new Sentence.Lock(app, environment, length, steals, reason == null ? "" : reason);
    }

    private static Duration length(String word) throws Unclear {
        return Durations.parse(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new Unclear("\"%s\" %s".formatted(Names.shown(word), Durations.RULE)));
    }

    private Sentence unlock() throws Unclear {
        var app = names.app(word(Form.UNLOCK), Form.UNLOCK);
        return new Sentence.Unlock(app, environment(Form.UNLOCK, app, OF_PLACE));
    }

    /** The next word, which the form needs. */
    private String word(Form form) throws Unclear {
        if (words.isEmpty()) {
            throw usage(form);
        }
        return words.next();
    }

    /** An environment, with or without a preposition; null if the sentence goes on without one. */
    private @Nullable String environment(Form form, String app, String... prepositions) throws Unclear {
        if (words.take(prepositions)) {
            return names.environment(app, word(form));
        }
        if (words.isEmpty() || words.isNext("to", "and", "for")) {
            return null;
        }
        var word = words.next();
        if (!names.isEnvironment(app, word)) {
            throw names.noEnvironment(app, word, form);
        }
        return names.environment(app, word);
    }

    private boolean waits(Form form) throws Unclear {
        var waits = words.take("and");
        if (waits && !words.take("wait")) {
            throw usage(form);
        }
        return waits;
    }

    private static Unclear usage(Form form) {
        return new Unclear("say: " + form.usage());
    }
}
