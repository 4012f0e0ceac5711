package dev.waybill.notifiers.kinds;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Remark;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The URLs in settings. */
final class Urls {
    private Urls() {}

    /** The mistake in one that is given as text. */
    static Stream<Remark> review(Map<String, Object> settings, String name) {
        return settings.get(name) instanceof String text
                ? Receivers.objection(text).map(why -> new Remark(name, why, true)).stream()
                : Stream.empty();
    }

    /** The mistake in the root of an API that is given as text: a query or fragment would swallow what comes after it. */
    static Stream<Remark> reviewRoot(Map<String, Object> settings, String name) {
        return settings.get(name) instanceof String text && text.matches(".*[?#].*")
                ? Stream.of(new Remark(name, "must have no query", true))
                : review(settings, name);
    }

    /** A setting that is text. */
    static String text(Map<String, Object> settings, String name, String usual) {
        return settings.get(name) instanceof String text ? text : usual;
    }

    /** The address of something below a root, which may end with a slash. Whatever a segment is, it stays one. */
    static String below(String root, String... segments) {
        return Stream.concat(
                        Stream.of(root.strip().replaceFirst("[?#].*", "").replaceFirst("/+$", "")),
                        Arrays.stream(segments).map(Urls::encoded))
                .collect(Collectors.joining("/"));
    }

    /** Dots, too: a segment that is {@code ..} would be the directory above. */
    private static String encoded(String segment) {
        var text = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
        return segment.matches("\\.+") ? text.replace(".", "%2E") : text;
    }

    /** @throws IOException with the end of a sentence, without the URL */
    static URI of(Map<String, Object> settings, String name) throws IOException {
        return Receivers.url(String.valueOf(settings.get(name)));
    }
}
