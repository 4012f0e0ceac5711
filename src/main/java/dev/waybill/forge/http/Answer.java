package dev.waybill.forge.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer, of any status, whose body arrived completely.
 *
 * @param uri where it came from, after redirects
 * @param next the next page of a list; empty if there is none
 */
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body, String next) {
    /** Whether what was asked for was done; 202 and its like promise it at best. */
    boolean isSuccess() {
        return status == 200 || status == 201;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** When it was sent, by the clock of the code host. */
    public Optional<Instant> date() {
        return header("Date").flatMap(Answer::instant);
    }

    static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The body; empty unless it is an object or a list. */
    public Optional<JsonNode> json() {
        try {
            return Optional.of(JsonMapper.shared().readTree(body)).filter(JsonNode::isContainer);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Says where it came from and how it ended, but nothing of its content. */
    @Override
    public String toString() {
        return "%s: HTTP %d, %d bytes".formatted(uri.getPath(), status, body.length);
    }
}
