package dev.waybill.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * One request, or what stands in for one.
 *
 * @param by who asks; all that it shows of tokens and sessions is theirs, or nobody's
 * @param isHead its answers have no bodies
 * @param endsOutput nothing more will be sent on its connection
 */
record FuzzRequest(byte[] bytes, Viewer by, boolean isHead, boolean endsOutput) {
    boolean isForApi() {
        return head().lines().findFirst().orElse("").matches("\\S* (http://127.0.0.1)?/api/.*");
    }

    /** Whether a header has this in it; near enough for those that this test makes. */
    boolean says(String name, String part) {
        return head().lines().anyMatch(line -> line.startsWith(name + ":") && line.contains(part));
    }

    private String head() {
        return new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
    }

    /** The request, shortened and without what lets somebody in: for those who look for what went wrong. */
    String shown() {
        var text = new String(bytes, 0, Math.min(bytes.length, 3000), StandardCharsets.ISO_8859_1);
        return "by " + by.name() + ": "
                + text.replaceAll("(wb|ws|wl)_[A-Za-z0-9_-]{20,}", "$1_SECRET")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n\n")
                + (bytes.length > 3000 ? "... (%d bytes)".formatted(bytes.length) : "");
    }
}
