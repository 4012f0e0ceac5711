package dev.waybill.execution;

import dev.waybill.spi.Result;
import dev.waybill.spi.Time;
import dev.waybill.workspaces.Checkout;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Prepares the workspace of one deploy. It logs the steps and enforces a time limit. For one thread. */
final class Preparation implements Checkout.Progress {
    private static final Duration NONE = Duration.ofMillis(1);

    private final Consumer<String> log;
    private final Time time;
    private final Duration timeout;
    private final Duration began;
    private String step = "checking out the commit";

    /** @param log receives a line for each step */
    Preparation(Consumer<String> log, Time time, Duration timeout) {
        this.log = log;
        this.time = time;
        this.timeout = timeout;
        this.began = time.sinceBoot();
    }

    @Override
    public void begins(String next) {
        step = next;
        log.accept(next);
    }

    @Override
    public Duration left() {
        var left = timeout.minus(time.sinceBoot().minus(began));
        return left.compareTo(NONE) > 0 ? left : NONE;
    }

    /** The result of a deploy whose workspace could not be prepared. */
    Result failure(IOException cause) {
        return left().equals(NONE)
                ? new Result.TimedOut("time limit of %d s reached while %s".formatted(timeout.toSeconds(), step))
                : new Result.Failed("the workspace could not be prepared: " + cause.getMessage());
    }
}
