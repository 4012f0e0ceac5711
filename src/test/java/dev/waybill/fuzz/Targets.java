package dev.waybill.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes what stands behind the method: a path with its parameters filled in, and a query. */
final class Targets {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Dice dice;
    private final Cast cast;
    private final Viewer by;

    Targets(Dice dice, Cast cast, Viewer by) {
        this.dice = dice;
        this.cast = cast;
        this.by = by;
    }

    String target(String path) {
        var filled = PARAMETER.matcher(path).replaceAll(it -> Matcher.quoteReplacement(part(it.group(1))));
        var slashed = dice.oneIn(2) ? filled + "/" : filled;
        return (dice.oneIn(15) ? mangled(slashed) : slashed) + query();
    }

    private String part(String name) {
        if (dice.oneIn(8)) {
            return dice.oneIn(10) ? "a".repeat(dice.any(300, 3000, 9000)) : dice.nasty();
        }
        return switch (name) {
            case "app" -> dice.pick(by.apps());
            case "env" -> dice.pick(by.environments()).replace(" ", "%20");
            case "number" -> dice.any("1", "1", "2", "3", "12", "9999");
            case "id" -> dice.any("1", "1", "2", "3", "4", "5", "12", "30", "9999");
            case "host" -> dice.any("127.0.0.1:1", "[127.0.0.1]:1", "nosuch");
            case "node" -> dice.any("nosuch", "00000000");
            case "token" -> dice.any("30", "31", "40", "50", "nosuch");
            case "link" -> dice.oneIn(2) ? dice.pick(cast.links()) : "wl_" + "x".repeat(43);
            default -> dice.nasty();
        };
    }

    private String mangled(String path) {
        var at = dice.below(path.length() + 1);
        return switch (dice.below(6)) {
            case 0 -> path.substring(0, at) + dice.nasty() + path.substring(at);
            case 1 -> path.replace("/", "//");
            case 2 -> path.replace("/", "%2F");
            case 3 -> "http://127.0.0.1" + path;
            case 4 -> path.substring(Math.min(1, path.length()));
            default -> path.replace("/0/", dice.any("/./0/", "/x/../0/", "/0;x=y/", "/00/", "/1/", "/%30/"));
        };
    }

    private String query() {
        if (dice.oneIn(2)) {
            return "";
        }
        var parts = IntStream.range(0, 1 + dice.below(4))
                .mapToObj(_ -> parameter())
                .collect(Collectors.joining(dice.any("&", "&", "&", ";", "&&")));
        return "?" + parts + (dice.oneIn(40) ? "&x=" + "y".repeat(dice.any(2000, 7000, 9000)) : "");
    }

    /** Nothing here waits for longer than a second. */
    private String parameter() {
        return switch (dice.below(14)) {
            case 0 -> "limit=" + dice.number();
            case 1 -> "cursor=" + dice.number();
            case 2 -> "offset=" + dice.number();
            case 3 -> "wait=" + dice.any("0", "0", "1", "-1", "61", "x", "1e9");
            case 4 -> "status=" + dice.any("pending", "finished", "in_progress", "done", "", dice.nasty());
            case 5 -> "dry_run=" + dice.any("true", "1", "0", "x", dice.nasty());
            case 6 -> "app=" + dice.pick(by.apps());
            case 7 -> "env=" + dice.pick(by.environments()).replace(" ", "+");
            case 8 -> "kind=" + dice.any("deploy.finished", "app.created", "token.created", dice.nasty());
            case 9 -> "after=" + dice.number();
            case 10 ->
                dice.oneIn(4) ? "token=" + by.token() : "next=" + dice.any("/", "//evil.example", "%0d%0aX-Evil:1");
            default ->
                dice.pick(Words.QUERIES) + dice.any("=", "=", "=", "") + (dice.oneIn(2) ? dice.nasty() : dice.number());
        };
    }
}
