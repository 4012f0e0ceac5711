package dev.waybill.commands;

import dev.waybill.deploys.Report;
import dev.waybill.spi.HostState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines of a command's output that report on its deploy, such as {@code ::waybill progress 40}, and if it is to report
 * in JSON, {@code {"progress": 40}}. They stay in the log.
 * For one run and one thread.
 */
final class Marks {
    private static final byte[] BEGINNING = "::waybill ".getBytes(StandardCharsets.US_ASCII);
    /** Longer lines are no reports. */
    private static final int LONGEST = 4096;

    private static final Pattern PROGRESS = Pattern.compile("progress ([0-9]{1,2}|100)%?");
    private static final Pattern NOTE = Pattern.compile("note (\\S.*)");
    private static final Pattern LINK = Pattern.compile("link (\\S+)(?: (.+))?");
    private static final Pattern HOST = Pattern.compile("host (\\S+) (\\S+)");

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final boolean hasJson;
    /** Whether the rest of the present line is not looked at. */
    private boolean isOther;
    /** Whether the present line begins like a JSON object. */
    private boolean isJson;

    /**
     * @param isAtStart whether a line begins here; else one may have begun before
     * @param hasJson whether lines that are JSON objects report, too
     */
    Marks(boolean isAtStart, boolean hasJson) {
        this.isOther = !isAtStart;
        this.hasJson = hasJson;
    }

    /** What the next piece of the output, without secrets, reports; {@link Found#NONE} if nothing. */
    Found read(byte[] bytes) {
        var found = Found.NONE;
        for (var at = 0; at < bytes.length; at++) {
            var each = bytes[at];
            if (each == '\n') {
                found = found.and(ended());
            } else if (!isOther && isPossible(each)) {
                line.write(each);
            } else {
                isOther = true;
                at = beforeNextLine(bytes, at);
            }
        }
        return found;
    }

    /** What the line at the end of the output reports, if it has no line break. */
    Found end() {
        return ended();
    }

    /** Some of the output is missing here: what follows is not the rest of the present line. */
    void gap() {
        line.reset();
        isOther = true;
    }

    private boolean isPossible(byte each) {
        var length = line.size();
        if (length == 0) {
            isJson = hasJson && each == '{';
        }
        return isJson || length >= BEGINNING.length ? length < LONGEST : each == BEGINNING[length];
    }

    private static int beforeNextLine(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at - 1;
    }

    private Found ended() {
        var isComplete = !isOther && (isJson ? line.size() > 0 : line.size() >= BEGINNING.length);
        var text = isComplete ? line.toString(StandardCharsets.UTF_8) : "";
        line.reset();
        isOther = false;
        if (text.isEmpty()) {
            return Found.NONE;
        }
        return isJson
                ? JsonReport.of(text)
                : new Found(of(text.substring(BEGINNING.length).strip()));
    }

    private static Report of(String order) {
        var progress = PROGRESS.matcher(order);
        var note = NOTE.matcher(order);
        var link = LINK.matcher(order);
        var host = HOST.matcher(order);
        if (progress.matches()) {
            return Report.ofProgress(Integer.parseInt(progress.group(1)));
        }
        if (note.matches() && Report.isNote(note.group(1))) {
            return Report.ofNote(note.group(1));
        }
        if (host.matches() && Report.isHost(host.group(1))) {
            var result = HostState.of(host.group(2));
            return result.map(it -> Report.ofHosts(Map.of(host.group(1), it))).orElse(Report.NONE);
        }
        return link.matches() ? link(link.group(1), link.group(2)) : Report.NONE;
    }

    private static Report link(String address, @Nullable String title) {
        var name = title == null ? "link" : title.strip();
        return Report.isLink(name, address) ? Report.ofLink(name, address) : Report.NONE;
    }
}
