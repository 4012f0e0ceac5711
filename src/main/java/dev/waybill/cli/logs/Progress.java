package dev.waybill.cli.logs;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.words.DeployWords;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** Shows the state of a followed deploy: on a terminal in one line that is overwritten, else in a line for every change. */
public final class Progress {
    private static final String TO_THE_LEFT = "\r\u001b[K";
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean isTerminal;
    private final InstantSource clock;
    private String last = "";
    private boolean isDrawn;

    public Progress(PrintWriter err, boolean isTerminal, InstantSource clock) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.clock = clock;
    }

    boolean isTerminal() {
        return isTerminal;
    }

    public void show(JsonNode deploy) {
        if (isTerminal) {
            var line = line(deploy);
            err.print(TO_THE_LEFT
                    + line.substring(
                            0, line.offsetByCodePoints(0, Math.min(WIDTH, line.codePointCount(0, line.length())))));
            isDrawn = true;
            err.flush();
        } else if (!DeployWords.state(deploy).equals(last) && !DeployWords.isOver(deploy)) {
            say(line(deploy));
        }
        last = DeployWords.state(deploy);
    }

    /** Removes the line before other output. */
    public void clear() {
        if (isDrawn) {
            err.print(TO_THE_LEFT);
            err.flush();
            isDrawn = false;
        }
    }

    public void say(String words) {
        clear();
        err.println(Clean.lines(words));
        err.flush();
    }

    private String line(JsonNode deploy) {
        var name = DeployWords.name(deploy);
        return switch (deploy.path("status").asString("")) {
            case "pending" -> name + waiting(deploy);
            case "in_progress" -> "%s is running%s%s".formatted(name, elapsed(deploy), usual(deploy));
            case "cancelled" -> name + " is being cancelled";
            default -> name;
        };
    }

    private static String waiting(JsonNode deploy) {
        var why = DeployWords.firstBlocker(deploy);
        if (why.isEmpty()) {
            return " is about to start";
        }
        var position = deploy.path("position");
        return (position.isNumber() ? " (position %d in the queue) ".formatted(position.asInt()) : " ")
                + DeployWords.waits(why);
    }

    private String elapsed(JsonNode deploy) {
        return isTerminal
                ? Moments.find(deploy.path("dateStarted"))
                        .map(start -> Duration.between(start, clock.instant()))
                        .map(passed -> passed.isNegative() ? Duration.ZERO : passed) // the clocks of two machines
                        .map(passed -> " for " + Moments.seconds(Duration.ofSeconds(passed.toSeconds())))
                        .orElse("")
                : "";
    }

    private static String usual(JsonNode deploy) {
        var usual = deploy.path("estimatedDuration");
        return usual.isNumber() ? ", usually " + Moments.seconds(usual) : "";
    }
}
