package dev.waybill.chat;

import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Reason;
import dev.waybill.gates.LockBlockers;
import dev.waybill.gates.VersionBlockers;
import dev.waybill.locks.LockScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages name ways out as fields of the API, in parentheses; this names the sentences to say instead. */
final class WaysOut {
    private static final Pattern FIELD =
            Pattern.compile("\\(\"(reason|queue|force|steal|cancel|to|mode)\"(?:: (?:true|\"on\"))?\\)");

    /** The same at the end of a clause. */
    private static final Pattern OFFER = Pattern.compile(FIELD.pattern() + "$");

    private static final Pattern FORCE = Pattern.compile("to skip (it|this), force the deploy \\(\"force\"\\)");

    /** Ends the sentence about a lock, see {@link dev.waybill.locks.Lock#sentence}. */
    private static final String RELEASE = " can release it";

    private WaysOut() {}

    /** Leaves what a lock quotes as it is. */
    static String inChat(String message, Sentence sentence) {
        var start = Math.max(0, message.lastIndexOf(RELEASE));
        var wayOut = message.substring(start);
        if (sentence instanceof Sentence.Rollback) {
            wayOut = FORCE.matcher(wayOut).replaceAll("a rollback cannot skip $1");
        }
        return message.substring(0, start)
                + FIELD.matcher(wayOut)
                        .replaceAll(
                                field -> Matcher.quoteReplacement("(%s)".formatted(words(field.group(1), sentence))));
    }

    private static String words(String field, Sentence sentence) {
        return switch (field) {
            case "mode" -> "on the command line: waybill auto resume " + resumed(sentence);
            case "queue" -> "say: " + waiting(sentence).map(Sentence::print).orElse("deploy … and wait");
            case "reason" -> "say: " + because(sentence);
            default -> "say: " + insisting(field, sentence);
        };
    }

    /** What somebody would say to request a deploy again. */
    static Sentence said(Deploy deploy) {
        var sha = deploy.sha() == null ? null : deploy.sha().abbreviated();
        return deploy.isRollback()
                ? new Sentence.Rollback(deploy.appName(), deploy.environment(), sha, false, false, null)
                : new Sentence.Deploy(
                        deploy.appName(),
                        sha == null ? deploy.ref() : sha,
                        deploy.environment(),
                        deploy.isDeploy() ? null : deploy.task(),
                        false,
                        false,
                        null);
    }

    static Sentence said(String app, String ref, String environment) {
        return new Sentence.Deploy(app, ref, environment, null, false, false, null);
    }

    private static String resumed(Sentence sentence) {
        return switch (sentence) {
            case Sentence.Deploy it when it.environment() != null -> it.app() + " " + it.environment();
            case Sentence.Rollback it when it.environment() != null -> it.app() + " " + it.environment();
            case Sentence.Promote it -> it.app() + " " + it.to();
            default -> "APP ENV";
        };
    }

    private static Optional<Sentence> waiting(Sentence sentence) {
        return switch (sentence) {
            case Sentence.Deploy it ->
                Optional.of(new Sentence.Deploy(
                        it.app(), it.ref(), it.environment(), it.task(), it.force(), true, it.reason()));
            case Sentence.Rollback it ->
                Optional.of(
                        new Sentence.Rollback(it.app(), it.environment(), it.to(), it.cancels(), true, it.reason()));
            case Sentence.Promote it ->
                Optional.of(new Sentence.Promote(it.app(), it.from(), it.to(), true, it.reason()));
            default -> Optional.empty();
        };
    }

    private static String because(Sentence sentence) {
        return switch (sentence) {
            case Sentence.Deploy it ->
                new Sentence.Deploy(it.app(), it.ref(), it.environment(), it.task(), it.force(), it.waits(), "…")
                        .print();
            case Sentence.Rollback it ->
                new Sentence.Rollback(it.app(), it.environment(), it.to(), it.cancels(), it.waits(), "…").print();
            case Sentence.Promote it -> new Sentence.Promote(it.app(), it.from(), it.to(), it.waits(), "…").print();
            default -> "deploy … because …";
        };
    }

    private static String insisting(String field, Sentence sentence) {
        return switch (sentence) {
            case Sentence.Deploy it ->
                new Sentence.Deploy(it.app(), it.ref(), it.environment(), it.task(), true, it.waits(), it.reason())
                        .print();
            case Sentence.Rollback it ->
                field.equals("to")
                        ? new Sentence.Rollback(it.app(), it.environment(), "#N", it.cancels(), it.waits(), it.reason())
                                .print()
                        : new Sentence.Rollback(it.app(), it.environment(), it.to(), true, it.waits(), it.reason())
                                .print();
            case Sentence.Promote it ->
                new Sentence.Deploy(it.app(), "SHA", it.to(), null, true, it.waits(), it.reason()).print();
            case Sentence.Lock it ->
                new Sentence.Lock(it.app(), it.environment(), it.length(), true, it.reason()).print();
            default -> "deploy! …";
        };
    }

    /** What could be said instead, according to a message and its reason; only whole sentences. */
    static List<Sentence> offers(String message, @Nullable Reason reason, Sentence sentence) {
        var offers = new ArrayList<Sentence>();
        if (reason instanceof LockBlockers.Locked(var lock) && lock.scope().appName() instanceof String app) {
            offers.add(new Sentence.Unlock(app, lock.scope().environment()));
        }
        if (reason instanceof VersionBlockers.OlderThanLive older && sentence instanceof Sentence.Deploy it) {
            offers.add(new Sentence.Rollback(it.app(), it.environment(), older.sha(), false, false, null));
        }
        for (var end = message.length(); end > 0; end = Math.max(0, message.lastIndexOf("; ", end - 1))) {
            var clause = message.substring(Math.max(0, message.lastIndexOf("; ", end - 1)), end);
            var field = OFFER.matcher(clause);
            if (!field.find()) {
                break; // what comes before can be a quotation
            }
            offered(field.group(1), sentence).ifPresent(offers::add);
        }
        return offers;
    }

    private static Optional<Sentence> offered(String field, Sentence sentence) {
        return switch (sentence) {
            case Sentence it when field.equals("queue") -> waiting(it);
            case Sentence.Deploy it
            when field.equals("force") ->
                Optional.of(new Sentence.Deploy(
                        it.app(), it.ref(), it.environment(), it.task(), true, it.waits(), it.reason()));
            case Sentence.Rollback it
            when field.equals("cancel") ->
                Optional.of(new Sentence.Rollback(it.app(), it.environment(), it.to(), true, it.waits(), it.reason()));
            case Sentence.Lock it
            when field.equals("steal") ->
                Optional.of(new Sentence.Lock(it.app(), it.environment(), it.length(), true, it.reason()));
            default -> Optional.empty();
        };
    }

    /** The same, and adds what to say where the message of a reason only describes the way out. */
    static String completed(String message, Reason reason, Sentence sentence) {
        var inChat = inChat(message, sentence);
        return switch (reason) {
            case LockBlockers.Locked(var lock)
            when message.contains(RELEASE) -> {
                var end = message.lastIndexOf(RELEASE) + RELEASE.length(); // unchanged up to here
                yield "%s (%s)%s".formatted(inChat.substring(0, end), unlock(lock.scope()), inChat.substring(end));
            }
            case VersionBlockers.OlderThanLive older
            when sentence instanceof Sentence.Deploy it -> "%s (say: %s)".formatted(inChat, back(it, older.sha()));
            default -> inChat;
        };
    }

    private static String back(Sentence.Deploy it, String sha) {
        return new Sentence.Rollback(it.app(), it.environment(), sha, false, false, null).print();
    }

    static String unlock(LockScope scope) {
        var app = scope.appName();
        if (app != null) {
            return "say: " + new Sentence.Unlock(app, scope.environment()).print();
        }
        return "on the command line: waybill unlock " + target(scope.environment());
    }

    private static String target(@Nullable String environment) {
        return environment == null ? "--all" : "--env " + environment;
    }
}
