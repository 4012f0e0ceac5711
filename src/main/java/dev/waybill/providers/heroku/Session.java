package dev.waybill.providers.heroku;

import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.ProviderContext.Work;
import dev.waybill.spi.Result;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One deploy while this server carries it out. For one thread. */
final class Session {
    private static final int MOST_TRIES = 8;
    /** Of the tries after those. */
    private static final int SAID = 10;

    private static final int LONGEST_PAUSE = 60;
    /** Of the 4500 requests that Heroku takes in an hour. */
    private static final int FEW = 200;

    private static final Duration PAUSE_WITH_FEW = Duration.ofSeconds(30);

    private final ProviderContext context;
    private final HerokuSettings settings;
    private final Heroku heroku;
    private final Api api;
    private final Saved saved;
    private final Time time;
    private Duration end;

    Session(ProviderContext context, HerokuSettings settings, Api api, Heroku heroku, Time time) {
        this.context = context;
        this.settings = settings;
        this.api = api;
        this.heroku = heroku;
        this.saved = new Saved(context);
        this.time = time;
        this.end = time.sinceBoot().plus(settings.timeout());
    }

    ProviderContext context() {
        return context;
    }

    HerokuSettings settings() {
        return settings;
    }

    Heroku heroku() {
        return heroku;
    }

    Saved saved() {
        return saved;
    }

    String app() {
        return settings.app();
    }

    String sha() {
        return Optional.ofNullable(deploy().sha()).orElseThrow();
    }

    /** The build that this deploy has asked for, if Heroku shows it. */
    Optional<Build> buildOfOurs() throws HerokuFailure, InterruptedException {
        return heroku.buildAfter(app(), saved.get(Saved.BUILD_AFTER), sha());
    }

    DeployInfo deploy() {
        return context.deploy();
    }

    /** A step begins, and with it its time. */
    void begin(String step) {
        context.begin(step);
        end = time.sinceBoot().plus(settings.timeout());
    }

    /**
     * Asks Heroku, and again if it has trouble: for about two minutes, or until the step's time limit if something goes on there.
     *
     * @throws Ended if it was cancelled, or Heroku refuses it for good
     */
    <T> T ask(Work<T> work) throws Ended, InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                return untilCancelled(work);
            } catch (IOException e) {
                waitAfter(e, tries);
            }
        }
    }

    /** Waits before the next try. @throws Ended if there is none */
    void waitAfter(IOException problem, int tries) throws Ended, InterruptedException {
        var isLast = tries >= MOST_TRIES && !saved.hasBegun();
        if (!(problem instanceof HerokuFailure failure) || !failure.isPassing() || isLast) {
            throw Ended.failed(String.valueOf(problem.getMessage()));
        }
        var backoff = tries >= MOST_TRIES ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, 1L << (tries - 1));
        var pause = failure.pause().orElse(Duration.ofSeconds(backoff));
        if (tries <= MOST_TRIES || tries % SAID == 0) {
            context.say("%s; it is asked again in %d s".formatted(failure.sentence(), pause.toSeconds()));
        }
        pause(pause);
    }

    <T> T untilCancelled(Work<T> work) throws Ended, IOException, InterruptedException {
        return context.untilCancelled(work).orElseThrow(() -> Ended.with(new Result.Cancelled()));
    }

    /** Waits before the next look at something, for longer each time. @param looks how many there were */
    void pauseAfter(int looks) throws Ended, InterruptedException {
        pause(api.remaining() < FEW ? PAUSE_WITH_FEW : Duration.ofSeconds(Math.min(looks, 5)));
    }

    void pause(Duration duration) throws Ended, InterruptedException {
        requireTime();
        if (!context.pause(duration)) {
            throw Ended.with(new Result.Cancelled());
        }
    }

    void requireTime() throws Ended {
        if (time.sinceBoot().compareTo(end) > 0) {
            throw Ended.with(new Result.TimedOut("the step exceeded its time limit of %d s"
                    .formatted(settings.timeout().toSeconds())));
        }
    }
}
