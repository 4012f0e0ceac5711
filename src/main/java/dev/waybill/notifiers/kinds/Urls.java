package dev.waybill.notifiers.kinds;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Remark;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
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

    /** @throws IOException with the end of a sentence, without the URL */
    static URI of(Map<String, Object> settings, String name) throws IOException {
        return Receivers.url(String.valueOf(settings.get(name)));
    }
}
