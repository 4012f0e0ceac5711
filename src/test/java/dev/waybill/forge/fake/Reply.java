package dev.waybill.forge.fake;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An answer of a fake code host. */
record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(int status, Object body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                JsonMapper.shared().writeValueAsString(body));
    }

    /** An error, in the shape of all of GitHub's. */
    static Reply error(int status, String message) {
        return json(
                status,
                Map.of(
                        "message",
                        message,
                        "documentation_url",
                        "https://docs.github.com/rest",
                        "status",
                        Integer.toString(status)));
    }

    static Reply notFound() {
        return error(404, "Not Found");
    }

    Reply with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
