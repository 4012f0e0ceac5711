package dev.waybill.api.clients;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the libraries under the old clients put on the wire: which headers, in which order, and how they write JSON. */
enum OldClient {
    /** freight-cli until it left requests. */
    REQUESTS(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: freight-cli\r\nAccept-Encoding: gzip, deflate\r\nAccept: application/json\r\nConnection: keep-alive\r\nAuthorization: Key {key}\r\n",
            "Content-Type: application/json\r\nContent-Length: {length}\r\n",
            "Content-Length: 0\r\n",
            true),
    /** freight-cli since then. */
    URLLIB3(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: identity\r\n{body}Accept: application/json\r\nUser-Agent: freight-cli\r\nAuthorization: Key {key}\r\n",
            "Content-Length: {length}\r\nContent-Type: application/json\r\n",
            "",
            true),
    /** hubot-freight: Node's own http, a connection for each request. */
    HUBOT(
            "{method} {path} HTTP/1.1\r\nAccept: application/json\r\nAuthorization: Key {key}\r\nContent-Type: application/json\r\nHost: {host}\r\n",
            "Content-Length: {length}\r\nConnection: close\r\n",
            "Connection: close\r\n",
            false);

    private final String head;
    private final String withBody;
    private final String toDelete;
    private final boolean isPython;

    OldClient(String head, String withBody, String toDelete, boolean isPython) {
        this.head = head;
        this.withBody = withBody;
        this.toDelete = toDelete;
        this.isPython = isPython;
    }

    String get(String url, String key, String path) {
        return request("GET", url, key, path, "", "");
    }

    String delete(String url, String key, String path) {
        return request("DELETE", url, key, path, toDelete, "");
    }

    /** @param body maps, lists and plain values */
    String send(String method, String url, String key, String path, Map<String, ?> body) {
        var text = json(body);
        var length = Integer.toString(text.getBytes(StandardCharsets.UTF_8).length);
        return request(method, url, key, path, withBody.replace("{length}", length), text);
    }

    private String request(String method, String url, String key, String path, String more, String body) {
        var isInside = head.contains("{body}");
        return head.replace("{method}", method)
                        .replace("{path}", path)
                        .replace("{host}", URI.create(url).getAuthority())
                        .replace("{key}", key)
                        .replace("{body}", isInside ? more : "")
                + (isInside ? "" : more) + "\r\n" + body;
    }

    /** As json.dumps writes it, with blanks and in ASCII, or as JSON.stringify does. */
    String json(Object value) {
        var comma = isPython ? ", " : ",";
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(it -> quoted(String.valueOf(it.getKey()))
                                + (isPython ? ": " : ":")
                                + json(orNull(it.getValue())))
                        .collect(Collectors.joining(comma, "{", "}"));
            case List<?> list -> list.stream().map(it -> json(orNull(it))).collect(Collectors.joining(comma, "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private record Null() {
        @Override
        public String toString() {
            return "null";
        }
    }

    private static Object orNull(Object value) {
        return value == null ? new Null() : value;
    }

    private String quoted(String text) {
        var json = JsonMapper.shared().writeValueAsString(text);
        return isPython
                ? json.chars()
                        .mapToObj(c -> c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c))
                        .collect(Collectors.joining())
                : json;
    }
}
