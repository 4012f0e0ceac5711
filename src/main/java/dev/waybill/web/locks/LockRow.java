package dev.waybill.web.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.locks.Lock;
import dev.waybill.web.shown.Clearing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A lock as displayed on pages.
 *
 * @param holds the deploys that wait for it
 * @param caller who looks
 * @param now when it is displayed
 */
public record LockRow(Lock lock, List<Deploy> holds, Caller caller, Instant now) {
    private static final Duration SOON = Duration.ofMinutes(10);

    /** Whether a deploy waits for a lock. */
    static boolean holds(Lock lock, Deploy deploy) {
        return lock.scope().covers(deploy.app(), deploy.environment())
                && lock.holds(deploy.user().name(), deploy.door() == Door.AUTOMATION);
    }

    public String id() {
        return "lock-" + lock.id();
    }

    /** The path of its forms, up to the verb. */
    public String path() {
        return "/locks/%d/".formatted(lock.id());
    }

    /** Whether it spans all apps. */
    public boolean isFreeze() {
        return lock.scope().app() == null;
    }

    public boolean isMine() {
        return lock.holder().equals(caller.user().name());
    }

    /** Whom it holds back. */
    public String kind() {
        return switch (lock.kind()) {
            case HARD -> "hard";
            case AUTOMATION -> "automatic only";
            case WARNING -> "warning only";
        };
    }

    public String icon() {
        return switch (lock.kind()) {
            case HARD -> isFreeze() ? "snowflake" : "lock";
            case AUTOMATION -> isFreeze() ? "snowflake" : "circle-pause";
            case WARNING -> "info";
        };
    }

    public boolean mayRelease() {
        return Clearing.mayRelease(caller, lock);
    }

    public boolean maySteal() {
        return caller.may(Right.LOCK, lock.scope().place());
    }

    /** Why the reader can do nothing with it; empty if that is not so. */
    public String lack() {
        return maySteal() ? "" : caller.lack(Right.LOCK, lock.scope().place());
    }

    /** Whether it ends within minutes. */
    public boolean endsSoon() {
        return lock.expires() != null && lock.expires().isBefore(now.plus(SOON));
    }

    /** The part of its time that is left, from 0 to 1; to a percent. */
    public double left() {
        if (lock.expires() == null) {
            return 1;
        }
        var whole = Math.max(1, Duration.between(lock.since(), lock.expires()).toMillis());
        var left = Duration.between(now, lock.expires()).toMillis() / (double) whole;
        return Math.round(Math.clamp(left, 0, 1) * 100) / 100.0;
    }

    /** Such as {@code in 1 h 8 min}; to the minute. */
    public String ends() {
        var left = Duration.between(now, lock.expires());
        if (left.toMinutes() < 1) {
            return "in less than a minute";
        }
        if (left.toDays() > 1) {
            return "in %d days".formatted(left.toDays());
        }
        return left.toHours() > 0
                ? "in %d\u00a0h %02d\u00a0min".formatted(left.toHours(), left.toMinutesPart())
                : "in %d\u00a0min".formatted(left.toMinutes());
    }

    /** Such as {@code 2 deploys}. */
    public String held() {
        return holds.isEmpty() ? "nothing" : holds.size() == 1 ? "1 deploy" : "%d deploys".formatted(holds.size());
    }

    public String names() {
        return holds.stream().map(Deploy::name).collect(Collectors.joining(", "));
    }

    /** What to say in the chat to get it. */
    public String question(String url) {
        return "@%s can I have the lock on %s (\"%s\")?%s %s/locks#%s"
                .formatted(
                        lock.holder(),
                        lock.scope().name(),
                        lock.reason(),
                        holds.isEmpty() ? "" : " It holds back %s.".formatted(names()),
                        url,
                        id());
    }
}
