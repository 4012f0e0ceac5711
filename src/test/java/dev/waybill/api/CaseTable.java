package dev.waybill.api;

import dev.waybill.api.WireFixture.Case;
import dev.waybill.api.WireFixture.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads tables of cases. A line such as {@code PUT /api/0/apps/web/} is followed by indented rows such as {@code READER {'a': 1} => 403
 * lacks permission}: who asks, unless it is the admin; the body, which is a form if it is no JSON, or what follows the path of a GET; the
 * status, and a text that the answer holds.
 */
final class CaseTable {
    private static final Pattern ROW =
            Pattern.compile("(?:(ADMIN|READER|DEPLOYER|STRANGER)\\b ?)?(.*?) ?=> ([0-9]{3}) ?(.*)");

    private CaseTable() {}

    static List<Case> read(String table) {
        var cases = new ArrayList<Case>();
        var asked = new String[0];
        for (var line : table.lines().toList()) {
            var row = ROW.matcher(line.strip());
            if (!line.startsWith(" ")) {
                asked = line.split(" ", 2);
            } else if (row.matches()) {
                cases.add(read(asked[0], asked[1], row));
            } else {
                throw new IllegalArgumentException("not a row: " + line);
            }
        }
        return List.copyOf(cases);
    }

    private static Case read(String method, String path, Matcher row) {
        var asks = row.group(1) == null ? Who.ADMIN : Who.valueOf(row.group(1));
        var what = row.group(2);
        var status = Integer.parseInt(row.group(3));
        return withWhat(method, path, what, status, row.group(4)).as(asks);
    }

    private static Case withWhat(String method, String path, String what, int status, String has) {
        if (method.equals("GET")) {
            return Case.get(path + what, status, has);
        }
        return what.isEmpty() || what.startsWith("{")
                ? Case.json(method, path, what, status, has)
                : Case.form(method, path, what, status, has);
    }
}
