package dev.waybill.logs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The end of a log as plain text. */
public final class LastLines {
    /** Sequences of ECMA-48 for colours and the like, and those of terminals for titles and links. */
    private static final Pattern SEQUENCES =
            Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private LastLines() {}

    /** Without empty lines; of a line that was written over by a carriage return, what is left of it. */
    public static List<String> of(LogPage page, int most) {
        var text = page.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
        var lines = SEQUENCES.matcher(text).replaceAll("").split("\r?\n");
        var shown = List.of(lines).stream()
                .map(line -> line.substring(line.lastIndexOf('\r') + 1))
                .map(line -> CONTROL.matcher(line).replaceAll("").stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
        return shown.subList(Math.max(0, shown.size() - most), shown.size());
    }
}
