package dev.waybill.web.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final Pattern PIECE =
            Pattern.compile("<!--\\[([a-zA-Z0-9_.-]+)]-->(.*?)<!--\\[/]-->", Pattern.DOTALL);
    private static final Pattern OWN = Pattern.compile("<!--\\[own]-->.*?<!--\\[/]-->", Pattern.DOTALL);
    private static final Pattern MAIN = Pattern.compile("<main .*</main>", Pattern.DOTALL);

    static Rendering of(String sent) {
        var html = OWN.matcher(sent).replaceAll("");
        var found = MAIN.matcher(html);
        var main = found.find() ? found.group() : "";
        var pieces = new LinkedHashMap<String, String>();
        var matcher = PIECE.matcher(html);
        while (matcher.find()) {
            pieces.put(matcher.group(1), matcher.group(2));
        }
        return new Rendering(html, main, PIECE.matcher(main).replaceAll("<!--$1-->"), pieces);
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
