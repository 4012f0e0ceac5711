package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A list of GitHub whose pages say how many entries there are in all.
 *
 * @param list the field of a page that holds its entries
 */
record Counted(JsonClient client, String path, String list) {
    private static final int PAGE = 100;

    /** All entries. Fails if there are too many, or fewer than there should be: a part must not look like the whole. */
    List<JsonNode> all(int mostPages) throws ForgeFailure, InterruptedException {
        var total = new long[1];
        var all = client.pages(
                path,
                page -> {
                    total[0] = Math.max(total[0], page.path("total_count").asLong(0));
                    if (total[0] > (long) mostPages * PAGE) {
                        throw new ForgeFailure(
                                Kind.INVALID,
                                "there are %d %s, of which at most %d are read; name the checks that matter"
                                        .formatted(total[0], list.replace('_', ' '), mostPages * PAGE));
                    }
                    return page.path(list);
                },
                mostPages);
        if (all.size() < total[0]) {
            throw new ForgeFailure(
                    Kind.UNREACHABLE,
                    "GitHub sent %d of %d %s".formatted(all.size(), total[0], list.replace('_', ' ')));
        }
        return all;
    }

    /** A text that every entry has. */
    static String required(JsonNode entry, String name) throws ForgeFailure {
        var text = Fields.text(entry, name);
        if (text == null) {
            throw new ForgeFailure(Kind.UNREACHABLE, "GitHub sent an entry without %s".formatted(name));
        }
        return text;
    }
}
