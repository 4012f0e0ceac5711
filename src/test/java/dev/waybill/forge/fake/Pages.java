package dev.waybill.forge.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cuts lists into pages, with a header {@code Link} to the others.
 *
 * @param size the parameter for the size of a page
 */
record Pages(String size, int usual, int most) {
    /**
     * @param address of the list, as links have it
     * @param body makes the body of a page
     */
    <T> Reply of(Call call, String address, List<T> all, Function<List<T>, Object> body) {
        var length = Math.clamp(call.number(size, usual), 1, most);
        var page = Math.max(call.number("page", 1), 1);
        var from = Math.min((page - 1) * length, all.size());
        var reply = Reply.json(200, body.apply(all.subList(from, Math.min(from + length, all.size()))));
        var last = Math.ceilDiv(all.size(), length);
        var links = new ArrayList<String>();
        if (page > 1) {
            links.add(link(call, address, page - 1, "prev"));
        }
        if (page < last) {
            links.add(link(call, address, page + 1, "next"));
            links.add(link(call, address, last, "last"));
        }
        return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
    }

    private static String link(Call call, String address, int page, String relation) {
        var query = new LinkedHashMap<>(call.query());
        query.put("page", Integer.toString(page));
        return "<%s?%s>; rel=\"%s\"".formatted(address, text(query), relation);
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
    }
}
