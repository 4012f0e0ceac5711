package dev.waybill.chat;

import dev.waybill.chat.grammar.Form;
import dev.waybill.deploys.Deploy;
import dev.waybill.locks.Lock;
import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Phrases of answers. */
final class Lines {
    /** All sentences. */
    static final String HELP = Arrays.stream(Form.values())
            .map(form -> "%s: %s".formatted(form.usage(), form.meaning()))
            .collect(Collectors.joining("\n"));

    private static final int MOST = 15;

    private Lines() {}

    /** Lines one below the other, not too many of them for a room. */
    static String joined(List<String> lines) {
        if (lines.size() <= MOST) {
            return String.join("\n", lines);
        }
        var shown = new ArrayList<>(lines.subList(0, MOST - 1));
        shown.add("and %d more".formatted(lines.size() - shown.size()));
        return String.join("\n", shown);
    }

    /** Beginning with a capital, unless with a name. */
    static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What it deploys, such as {@code feature/x (7f2d6c1)}, or {@code restart of feature/x (7f2d6c1)}. */
    static String version(Deploy deploy) {
        return deploy.isDeploy() ? commit(deploy) : "%s of %s".formatted(deploy.task(), commit(deploy));
    }

    private static String commit(Deploy deploy) {
        var sha = deploy.sha();
        if (sha == null) {
            return deploy.ref();
        }
        return sha.hex().startsWith(deploy.ref())
                ? sha.abbreviated()
                : "%s (%s)".formatted(deploy.ref(), sha.abbreviated());
    }

    /** The state of a deploy and since when, such as {@code failed at 2026-11-27 14:02 UTC}. */
    static String state(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "has been waiting since " + Times.minute(deploy.createdAt());
            case Deploy.Running running ->
                (running.isCancelled() ? "is being stopped; it " : "") + "has been running since "
                        + Times.minute(running.since());
            case Deploy.Finished finished ->
                "%s at %s".formatted(finished.outcome().word().replace('_', ' '), Times.minute(finished.at()));
        };
    }

    /** When something went live. */
    static Instant since(Deploy deploy) {
        return deploy.state() instanceof Deploy.Finished finished ? finished.at() : deploy.createdAt();
    }

    static String lock(Lock lock) {
        var until = lock.expires() == null ? "" : " until " + Times.minute(lock.expires());
        return "%s is locked%s by %s%s: \"%s\""
                .formatted(
                        lock.scope().name(),
                        switch (lock.kind()) {
                            case HARD -> "";
                            case AUTOMATION -> " for automatic deploys";
                            case WARNING -> " (a warning only)";
                        },
                        lock.holder(),
                        until,
                        lock.reason());
    }
}
