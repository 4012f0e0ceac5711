package dev.waybill.web.frame;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page as text, and the pieces of it that change while it is open: elements between the marks {@code <!--[id]-->} and {@code
 * <!--[/]-->}, whose attribute {@code id} is the same. What stands between {@code <!--[own]-->} and {@code <!--[/]-->} is only part of
 * the page as it is first sent: a script changes it, and nothing else may; it is the content of an element with an id and {@code
 * data-own}. What people write cannot contain these marks, because {@code <} is escaped.
 *
 * @param html the whole page, without what belongs to scripts
 * @param main the part of it that is replaced if more than pieces have changed: the element {@code main}
 * @param frame {@code main} without its pieces
 * @param pieces by id
 */
record Rendering(String html, String main, String frame, Map<String, String> pieces) {
    private static final String OPEN = "<!--[";
    private static final String NAMED = "]-->";
    private static final String CLOSE = "<!--[/]-->";
    private static final String OWN = "<!--[own]-->";

    static Rendering of(String sent) {
        var html = withoutOwn(sent);
        var main = main(html);
        var pieces = new LinkedHashMap<String, String>();
        cut(html, pieces);
        return new Rendering(html, main, cut(main, new HashMap<>()), pieces);
    }

    private static String withoutOwn(String sent) {
        var html = new StringBuilder(sent.length());
        var from = 0;
        for (var own = sent.indexOf(OWN); own >= 0; own = sent.indexOf(OWN, from)) {
            html.append(sent, from, own);
            from = sent.indexOf(CLOSE, own) + CLOSE.length();
        }
        return html.append(sent, from, sent.length()).toString();
    }

    private static String main(String html) {
        var begin = html.indexOf("<main ");
        var end = "</main>";
        return begin < 0 ? "" : html.substring(begin, html.lastIndexOf(end) + end.length());
    }

    /** Adds the pieces; returns what stands between them. A page of many environments is large, and expressions took longer than its template. */
    private static String cut(String html, Map<String, String> pieces) {
        var between = new StringBuilder();
        var from = 0;
        for (var mark = html.indexOf(OPEN); mark >= 0; mark = html.indexOf(OPEN, from)) {
            var name = mark + OPEN.length();
            var nameEnd = html.indexOf(NAMED, name);
            var close = html.indexOf(CLOSE, nameEnd);
            pieces.put(html.substring(name, nameEnd), html.substring(nameEnd + NAMED.length(), close));
            between.append(html, from, nameEnd + NAMED.length());
            from = close + CLOSE.length();
        }
        return between.append(html, from, html.length()).toString();
    }

    /** Tells whether a reader already has this. */
    long version() {
        return 0x7fff_ffff_ffffL & (31L * frame.hashCode() + pieces.hashCode() * 1_000_003L + 1);
    }

    /** What makes an older rendering this one, as Turbo's stream elements; empty if they are equal. */
    String since(Rendering old) {
        if (!old.frame.equals(frame) || !old.pieces.keySet().equals(pieces.keySet())) {
            return whole();
        }
        return pieces.entrySet().stream()
                .filter(piece -> !piece.getValue().equals(old.pieces.get(piece.getKey())))
                .map(piece -> replace(piece.getKey(), piece.getValue()))
                .collect(Collectors.joining());
    }

    /** What makes any older rendering this one. */
    String whole() {
        return replace("main", main)
                + pieces.entrySet().stream()
                        .filter(piece -> !main.contains("<!--[" + piece.getKey() + "]-->"))
                        .map(piece -> replace(piece.getKey(), piece.getValue()))
                        .collect(Collectors.joining());
    }

    private static String replace(String id, String html) {
        return "<turbo-stream action=\"replace\" method=\"morph\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(id, html);
    }
}
