package dev.waybill.chat.grammar;

import dev.waybill.apps.config.text.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says. Names of apps and environments are in lower case; refs and reasons are as they were written. An environment
 * that is null was not said.
 */
public sealed interface Sentence {
    /** The sentence in words; they are read as an equal sentence. */
    String print();

    /** Whether it changes something. */
    default boolean isOrder() {
        return switch (this) {
            case Deploy _, Rollback _, Promote _, Cancel _, Lock _, Unlock _ -> true;
            case Status _, Show _, Queue _, Why _, Deploys _, WhereIs _, WhereTo _, Help _ -> false;
        };
    }

    /** What an exclamation mark has it do beyond the usual, the end of a sentence that begins with "It"; empty without one. */
    default Optional<String> risk() {
        return switch (this) {
            case Deploy deploy when deploy.force() -> Optional.of("skips the checks");
            case Rollback rollback when rollback.cancels() -> Optional.of("cancels a running deploy, too");
            case Lock lock when lock.steals() -> Optional.of("takes the lock from its holder");
            default -> Optional.empty();
        };
    }

    /**
     * @param ref null for the environment's default ref, and for another task what is live
     * @param task another task of the app than to deploy, such as {@code restart}; null to deploy
     * @param force whether to skip checks
     * @param waits whether to wait for locks instead of being refused
     */
    record Deploy(
            String app,
            @Nullable String ref,
            @Nullable String environment,
            @Nullable String task,
            boolean force,
            boolean waits,
            @Nullable String reason)
            implements Sentence {
        @Override
        public String print() {
            return new Phrase("deploy" + (task == null ? "" : ":" + task) + (force ? "!" : ""))
                    .add(withRef(app, ref))
                    .add(task == null ? "to" : "in", environment)
                    .addIf(waits, "and wait")
                    .because(reason)
                    .toString();
        }
    }

    /**
     * @param to the number of a deploy, such as {@code #41}, or a sha; null for the last good version
     * @param cancels whether to cancel a running deploy and roll back from it
     * @param waits whether to wait for locks instead of being refused
     */
    record Rollback(
            String app,
            @Nullable String environment,
            @Nullable String to,
            boolean cancels,
            boolean waits,
            @Nullable String reason)
            implements Sentence {
        @Override
        public String print() {
            return new Phrase(cancels ? "rollback!" : "rollback")
                    .add(app)
                    .add("in", environment)
                    .add("to", to)
                    .addIf(waits, "and wait")
                    .because(reason)
                    .toString();
        }
    }

    /** @param waits whether to wait for locks instead of being refused */
    record Promote(
            String app,
            String from,
            String to,
            boolean waits,
            @Nullable String reason) implements Sentence {
        @Override
        public String print() {
            return new Phrase("promote")
                    .add(app)
                    .add("from", from)
                    .add("to", to)
                    .addIf(waits, "and wait")
                    .because(reason)
                    .toString();
        }
    }

    /** Stops a deploy. */
    record Cancel(DeployName deploy) implements Sentence {
        @Override
        public String print() {
            return "cancel " + deploy;
        }
    }

    /** @param app null for all apps */
    record Status(@Nullable String app, @Nullable String environment) implements Sentence {
        @Override
        public String print() {
            return app == null ? "status" : place(filled("status", "of", app), app, environment);
        }
    }

    /** The status of one deploy. */
    record Show(DeployName deploy) implements Sentence {
        @Override
        public String print() {
            return "status " + deploy;
        }
    }

    /** @param app null for all apps */
    record Queue(@Nullable String app, @Nullable String environment) implements Sentence {
        @Override
        public String print() {
            return app == null ? "queue" : place(filled("queue", "of", app), app, environment);
        }
    }

    /** Asks what holds the next deploy back. */
    record Why(String app, @Nullable String environment) implements Sentence {
        @Override
        public String print() {
            return place(filled("why", "is", app), app, environment);
        }
    }

    /** @param ref null for all */
    record Deploys(
            String app, @Nullable String ref, @Nullable String environment) implements Sentence {
        @Override
        public String print() {
            return place(filled("deploys", "of", withRef(app, ref)), withRef(app, ref), environment);
        }
    }

    /** Asks where a commit is live. */
    record WhereIs(String sha) implements Sentence {
        @Override
        public String print() {
            return "where is " + sha;
        }
    }

    /** Asks for the environments of an app. */
    record WhereTo(String app) implements Sentence {
        @Override
        public String print() {
            return "where can i deploy " + app;
        }
    }

    /**
     * A lock on an app, or on one of its environments.
     *
     * @param length null for the usual one
     * @param steals whether to take it from its present holder
     */
    record Lock(
            String app,
            @Nullable String environment,
            @Nullable Duration length,
            boolean steals,
            String reason) implements Sentence {
        @Override
        public String print() {
            return new Phrase(place(steals ? "lock!" : "lock", app, environment))
                    .add("for", length == null ? null : Durations.text(length))
                    .because(reason)
                    .toString();
        }
    }

    /** Releases the lock on an app, or on one of its environments. */
    record Unlock(String app, @Nullable String environment) implements Sentence {
        @Override
        public String print() {
            return place("unlock", app, environment);
        }
    }

    /** Asks for all sentences. */
    record Help() implements Sentence {
        @Override
        public String print() {
            return "help";
        }
    }

    /** An app that is named like a word that can be left out is read as that word, unless that word is said too. */
    private static String filled(String verb, String filler, String app) {
        return app.equals(filler) ? verb + " " + filler : verb;
    }

    private static String withRef(String app, @Nullable String ref) {
        return ref == null ? app : app + "/" + ref;
    }

    private static String place(String verb, String app, @Nullable String environment) {
        return new Phrase(verb).add(app).add("in", environment).toString();
    }
}
