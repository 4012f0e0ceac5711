package dev.waybill.logs;

import dev.waybill.logs.LogOutline.Group;
import dev.waybill.logs.LogOutline.Silence;
import dev.waybill.logs.text.LineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups, silences, errors and warnings of a log, as many as a reader can use. Not thread-safe. */
final class Landmarks {
    static final Duration SILENCE = Duration.ofSeconds(4);

    private static final int MOST = 1000;
    private static final int DEEPEST = 8;

    private final List<Open> groups = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Silence> silences = new ArrayList<>();
    private final List<Long> errorLines = new ArrayList<>();
    private @Nullable Instant begin;
    private @Nullable Instant end;
    private long errors;
    private long warnings;

    /** A group that is being read. */
    private static final class Open {
        private final Group group;
        private final LineKind kind;
        private @Nullable Long last;
        private @Nullable Instant end;
        private long errors;
        private long warnings;
        private boolean hasEndLine;

        Open(Group group, LineKind kind) {
            this.group = group;
            this.kind = kind;
        }

        Group now() {
            return new Group(
                    group.name(), group.depth(), group.first(), last, hasEndLine, group.begin(), end, errors, warnings);
        }
    }

    /** Something was written after so many lines. */
    void heard(Instant at, long lines) {
        if (begin == null) {
            begin = at;
        }
        var pause = end == null ? Duration.ZERO : Duration.between(end, at);
        if (pause.compareTo(SILENCE) >= 0 && silences.size() < MOST) {
            silences.add(new Silence(lines, pause));
        }
        end = at;
    }

    /** A line that is neither plain nor just one of Waybill's own. */
    void line(long number, LineKind kind, Instant at, String name) {
        switch (kind) {
            case ERROR -> {
                errors++;
                open.forEach(it -> it.errors++);
                if (errorLines.size() < MOST) {
                    errorLines.add(number);
                }
            }
            case WARNING -> {
                warnings++;
                open.forEach(it -> it.warnings++);
            }
            case STEP -> {
                while (!open.isEmpty()) {
                    end(open.removeLast(), number - 1, at, false);
                }
                open(number, kind, at, name);
            }
            case FLAT_GROUP -> {
                if (isInnermost(LineKind.FLAT_GROUP)) {
                    end(open.removeLast(), number - 1, at, false);
                }
                open(number, kind, at, name);
            }
            case GROUP -> open(number, kind, at, name);
            case END_GROUP -> {
                if (isInnermost(LineKind.GROUP) || isInnermost(LineKind.FLAT_GROUP)) {
                    end(open.removeLast(), number, at, true);
                }
            }
            case PLAIN, OWN -> {}
        }
    }

    private boolean isInnermost(LineKind kind) {
        return !open.isEmpty() && open.getLast().kind == kind;
    }

    private void open(long number, LineKind kind, Instant at, String name) {
        if (groups.size() < MOST && open.size() < DEEPEST) {
            var group = new Open(new Group(name, open.size(), number, null, false, at, null, 0, 0), kind);
            groups.add(group);
            open.addLast(group);
        }
    }

    private static void end(Open group, long number, Instant at, boolean hasEndLine) {
        group.last = number;
        group.end = at;
        group.hasEndLine = hasEndLine;
    }

    LogOutline outline(LinePage.Extent extent) {
        return new LogOutline(
                extent,
                begin,
                end,
                errors,
                List.copyOf(errorLines),
                warnings,
                groups.stream().map(Open::now).toList(),
                List.copyOf(silences));
    }
}
