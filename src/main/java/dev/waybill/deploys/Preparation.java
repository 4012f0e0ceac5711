package dev.waybill.deploys;

import dev.waybill.spi.Result;
import dev.waybill.workspaces.Checkout;
import java.io.IOException;
import java.time.Duration;

/** How the workspace of one deploy is made: its steps are said in the log, and it has a time limit. For one thread. */
final class Preparation implements Checkout.Progress {
    private static final Duration NONE = Duration.ofMillis(1);

    private final Parts parts;
    private final Deploy deploy;
    private final Duration timeout;
    private final Duration began;
    private String step = "checking out the commit";

    Preparation(Parts parts, Deploy deploy, Duration timeout) {
        this.parts = parts;
        this.deploy = deploy;
        this.timeout = timeout;
        this.began = parts.time().sinceBoot();
    }

    @Override
    public void begins(String next) {
        step = next;
        parts.db().writeLazily(tx -> {
            parts.logs().say(tx, deploy.id().value(), next);
            return next;
        });
    }

    @Override
    public Duration left() {
        var left = timeout.minus(parts.time().sinceBoot().minus(began));
        return left.compareTo(NONE) > 0 ? left : NONE;
    }

    /** How a deploy ends whose workspace could not be made. */
    Result failure(IOException cause) {
        return left().equals(NONE)
                ? new Result.TimedOut(
                        "time limit of %d s reached while %s; that was ended".formatted(timeout.toSeconds(), step))
                : new Result.Failed("the workspace could not be prepared: " + cause.getMessage());
    }
}
