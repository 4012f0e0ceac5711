package dev.waybill.web.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of YAML as the page shows it.
 *
 * @param number from 1; of a removed line, in the old text
 * @param sign plus, minus, or empty for a line that stays
 * @param error what is wrong with it; empty for nothing
 */
public record Line(int number, String sign, String text, String error) {
    /** Above this, lines between the first and the last difference are not compared with each other. */
    private static final int MOST_PAIRS = 4_000_000;

    /** The lines of one text, in which those of another are missing or added. */
    static List<Line> between(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        var start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        var same = lengths(old, now, start);
        var lines = new ArrayList<Line>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < start
                    || i < old.size()
                            && j < now.size()
                            && same.length > 0
                            && old.get(i).equals(now.get(j))) {
                lines.add(new Line(j + 1, "", now.get(j), ""));
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || isBetterWithout(same, i - start, j - start))) {
                lines.add(new Line(i + 1, "−", old.get(i), ""));
                i++;
            } else {
                lines.add(new Line(j + 1, "+", now.get(j), ""));
                j++;
            }
        }
        return lines;
    }

    private static boolean isBetterWithout(int[][] same, int i, int j) {
        return same.length == 0 || same[i + 1][j] >= same[i][j + 1];
    }

    /** How many lines the rests of both texts have in common, by where they begin; empty if that would be too much work. */
    private static int[][] lengths(List<String> old, List<String> now, int start) {
        var rows = old.size() - start;
        var columns = now.size() - start;
        if ((long) rows * columns > MOST_PAIRS) {
            return new int[0][];
        }
        var same = new int[rows + 1][columns + 1];
        for (var i = rows - 1; i >= 0; i--) {
            for (var j = columns - 1; j >= 0; j--) {
                same[i][j] = old.get(start + i).equals(now.get(start + j))
                        ? same[i + 1][j + 1] + 1
                        : Math.max(same[i + 1][j], same[i][j + 1]);
            }
        }
        return same;
    }

    Line with(String why) {
        return new Line(number, sign, text, why);
    }
}
