package dev.waybill.web.overview;

import dev.waybill.automation.Mode;
import dev.waybill.locks.Lock;
import dev.waybill.web.frame.Person;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.web.shown.LockWords;
import dev.waybill.web.shown.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An environment of an app in the matrix.
 *
 * @param live the live deploy; null if there is none
 * @param next the running deploy, else the first that waits; null if there is none
 * @param failed the last attempt, if it failed; null otherwise
 * @param locks those that cover it
 * @param mode of its automatic deploys, if somebody has switched them off or paused them; null otherwise
 * @param drift that another commit is live by the word of the system to which it is deployed; null if it is not
 * @param unseen since when its repository does not answer, and why; null if it does
 * @param backlog how many commits are not live there yet; 0 if that is not known
 */
public record Cell(
        String app,
        String environment,
        @Nullable DeployRow live,
        @Nullable DeployRow next,
        @Nullable DeployRow failed,
        List<Lock> locks,
        @Nullable Mode mode,
        @Nullable String drift,
        @Nullable String unseen,
        int backlog) {
    /** A small sign at the right of a cell: an icon, and the word for it. */
    public record Mark(String icon, String colour, String word, String initials) {}

    /** The most urgent thing to say of a cell. */
    public record Line(
            String icon,
            String colour,
            String text,
            @Nullable DeployRow running) {}

    public String path() {
        var row = next == null ? failed == null ? live : failed : next;
        return row == null ? "/apps/" + app + "/" + environment : row.path();
    }

    /** Such as {@code 4be81d9}, or {@code 1c90e6f → 4be81d9} while a deploy runs. */
    public String version() {
        var now = live == null ? "" : live.version();
        return next != null && next.isRunning() ? (now.isEmpty() ? "" : now + " → ") + next.version() : now;
    }

    /** The class of its ground. */
    public String ground() {
        if (next != null && next.isRunning()) {
            return next.isLate() ? "late" : "runs";
        }
        if (failed != null) {
            return "broke";
        }
        return live == null && line() == null ? "blank" : "quiet";
    }

    public List<Mark> marks() {
        var marks = new ArrayList<Mark>();
        locks.stream()
                .filter(lock -> lock.scope().app() != null) // others stand in the head of the column
                .forEach(lock -> marks.add(mark(lock)));
        if (live != null && live.isQuarantined()) {
            marks.add(new Mark("biohazard", "warn", "the live version is quarantined", ""));
        }
        if (mode == Mode.PAUSED) {
            marks.add(new Mark("circle-pause", "warn", "automatic deploys are paused", ""));
        } else if (mode == Mode.OFF) {
            marks.add(new Mark("hand", "second", "automatic deploys are off", ""));
        }
        return marks;
    }

    /** Such as {@code +7}. */
    public String plus() {
        return "+%,d".formatted(backlog);
    }

    /** Such as {@code 7 commits not live}; empty if none wait, or while a deploy may be bringing them. */
    public String waiting() {
        return backlog == 0 || next != null && next.isRunning()
                ? ""
                : "%,d %s not live".formatted(backlog, backlog == 1 ? "commit" : "commits");
    }

    private static Mark mark(Lock lock) {
        return new Mark(
                "lock",
                lock.kind() == Lock.Kind.WARNING ? "second" : "held",
                LockWords.of(lock),
                Person.initials(lock.holder()));
    }

    /** What its second line says instead of the age; null if all is quiet. */
    public @Nullable Line line() {
        if (next != null && next.isRunning()) {
            return new Line("loader-circle", next.isLate() ? "warn" : "run", "", next);
        }
        if (failed != null) {
            return new Line(
                    failed.icon(),
                    "bad",
                    "#%d %s".formatted(failed.deploy().number(), failed.word().toLowerCase(Locale.ROOT)),
                    null);
        }
        if (next != null) {
            var why = next.blockers().isEmpty() ? null : next.blockers().getFirst();
            return new Line(
                    why == null ? next.icon() : Waits.icon(why),
                    next.needsSomebody() ? "held" : "second",
                    "#%d %s".formatted(next.deploy().number(), why == null ? "waits" : Waits.brief(why)),
                    null);
        }
        if (drift != null) {
            return new Line("equal-not", "warn", drift, null);
        }
        return unseen == null ? null : new Line("cloud-off", "warn", "Repository " + unseen, null);
    }

    /** Whether there is more to say than what is live. */
    public boolean says() {
        return line() != null || !marks().isEmpty();
    }

    /** Whether somebody should look at it. */
    public boolean needsALook() {
        var line = line();
        return line != null && !line.colour().equals("run") && !line.colour().equals("second");
    }
}
