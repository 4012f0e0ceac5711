package dev.waybill.providers.heroku;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Heroku did not do what it was asked for. The message is a sentence with the way out. */
final class HerokuFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isPassing;
    private final boolean isMissing;
    private final @Nullable Duration wait;

    private HerokuFailure(String sentence, boolean isPassing, boolean isMissing, @Nullable Duration wait) {
        super(sentence);
        this.isPassing = isPassing;
        this.isMissing = isMissing;
        this.wait = wait;
    }

    /** It stays like this until somebody changes something. */
    static HerokuFailure lasting(String sentence) {
        return new HerokuFailure(sentence, false, false, null);
    }

    /** What was asked about is not there, or not any more. */
    static HerokuFailure missing(String sentence) {
        return new HerokuFailure(sentence, false, true, null);
    }

    /** It may be better in a while. What was asked for may still have been done. */
    static HerokuFailure passing(String sentence) {
        return new HerokuFailure(sentence, true, false, null);
    }

    /** Too much was asked for. */
    static HerokuFailure limited(String sentence, Duration wait) {
        return new HerokuFailure(sentence, true, false, wait);
    }

    /** Whether what was asked for was certainly not done. */
    boolean isRefusal() {
        return !isPassing || wait != null;
    }

    boolean isMissing() {
        return isMissing;
    }

    boolean isPassing() {
        return isPassing;
    }

    /** How long Heroku wants to be left alone. */
    Optional<Duration> pause() {
        return Optional.ofNullable(wait);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
