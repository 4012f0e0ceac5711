package dev.waybill.notifiers.bodies;

import dev.waybill.apps.config.text.Likeness;
import dev.waybill.spi.notices.Notice;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The formats in which a webhook can be told something. The words of a configuration are the names in lower case. */
public enum Format {
    JSON(NoticeJson::of),
    TEAMS(TeamsCard::of),
    MATTERMOST(ChatMessage::mattermost),
    DISCORD(ChatMessage::discord),
    NTFY(NoticeJson::of) {
        @Override
        public String body(Notice notice) {
            return NtfyMessage.body(notice);
        }

        @Override
        public URI url(URI given, Notice notice) {
            return NtfyMessage.url(given, notice);
        }

        @Override
        public String contentType() {
            return "text/plain; charset=utf-8";
        }
    };

    private static final List<String> WORDS =
            Arrays.stream(values()).map(Format::word).toList();

    private final Function<Notice, Map<String, Object>> contents;

    Format(Function<Notice, Map<String, Object>> contents) {
        this.contents = contents;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** Why a word is not a format. */
    public static String objection(String word) {
        return "\"%s\" is not a format; %s"
                .formatted(word, Likeness.suggestion(word, WORDS, "did you mean %s?", "use one of %s"));
    }

    public String body(Notice notice) {
        return JsonMapper.shared().writeValueAsString(contents.apply(notice));
    }

    /** Where the body is sent, with what the receiver wants in the URL. */
    public URI url(URI given, Notice notice) {
        return given;
    }

    public String contentType() {
        return "application/json";
    }
}
