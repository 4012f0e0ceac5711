package dev.waybill.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one request out of a seed: most often a valid one in which some parts were changed, so that it gets far, sometimes bytes
 * that are no HTTP. What a server would run or connect to (commands, repositories, hosts) is never changed, only chosen.
 */
final class FuzzRequests {
    /** What was made. {@code isHead} says that its answers have no bodies. */
    record Made(byte[] bytes, boolean isHead, boolean takesHtml, boolean endsOutput) {
        /** The request as one line, shortened: for those who look for what went wrong. */
        String shown() {
            var text = new String(bytes, 0, Math.min(bytes.length, 3000), StandardCharsets.ISO_8859_1);
            return text.replaceAll("(Bearer|Key) wb_\\S+", "$1 TOKEN")
                            .replace("\r", "\\r")
                            .replace("\n", "\\n\n")
                    + (bytes.length > 3000 ? "... (%d bytes)".formatted(bytes.length) : "");
        }
    }

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "é");
    private static final List<String> NASTY = List.of(
            "",
            ".",
            "..",
            "%2e%2e",
            "%2f",
            "a%2fb",
            "..%2f..%2fetc%2fpasswd",
            "%5c",
            "%00",
            "a%00b",
            "%ff",
            "%c0%af",
            "%ed%a0%80",
            "%zz",
            "%",
            "%u0041",
            "%C3%A9",
            "%F0%9F%98%80",
            "é",
            "\ud83d\ude00",
            ";",
            "a;b=c",
            "*",
            "\\",
            "+",
            "%20",
            "%0d%0aX-Evil:%201",
            "%25",
            "%2500",
            "-1",
            "0",
            "1e3",
            "1.5",
            "NaN",
            "%D9%A3",
            "0x10",
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "2147483648",
            "null",
            "true",
            "<script>",
            "'%22",
            "%E2%80%AE",
            "$%7Bx%7D",
            "{{",
            "[",
            "|",
            "^",
            "`",
            "~",
            "--help",
            "@",
            ":",
            "//",
            "&&");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "25",
            "100",
            "101",
            "-1",
            "-2",
            "",
            "x",
            "1.5",
            "16777216",
            "9223372036854775807",
            "4611686018427387904",
            "-9223372036854775808",
            "99999999999999999999",
            "%2B1",
            "+1",
            "%D9%A3");
    private static final List<String> QUERIES = List.of(
            "name",
            "status",
            "app",
            "user",
            "env",
            "ref",
            "sha",
            "force",
            "params",
            "reason",
            "queue",
            "origin",
            "provider",
            "lockedReason",
            "format",
            "x",
            "",
            "%00",
            "%ff",
            "a[b]",
            "version");
    private static final List<String> ACCEPTS = List.of(
            "*/*",
            "application/json",
            "text/html",
            "text/html,application/xhtml+xml",
            "text/event-stream",
            "x",
            "",
            "*/*;q=é");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/json;charset=nosuch",
            "application/json; charset=\"",
            "APPLICATION/JSON",
            "application/jsonp",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=latin1",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "text/plain",
            "text/html",
            "application/octet-stream",
            "",
            "/",
            ";;;",
            "é");
    private static final List<String> COMMANDS = List.of("true", "echo hello", "exit 3");
    private static final int LARGE = 1024 * 1024;

    private final Random random;
    private final List<String> routes;
    private final String repository;
    private final String token;

    FuzzRequests(long seed, List<String> routes, String repository, String token) {
        this.random = new Random(seed);
        this.routes = routes;
        this.repository = repository;
        this.token = token;
    }

    Made make() {
        return chance(8) ? noHttp() : request();
    }

    // ---- requests of the right shape

    private Made request() {
        var route = pick(routes).split(" ", 2);
        var method = chance(10) ? pick(METHODS) : route[0];
        var takesHtml = chance(4);
        var headers = new StringBuilder(chance(20) ? header("Host", nasty()) : header("Host", "127.0.0.1"));
        headers.append(header("Accept", takesHtml ? "text/html" : pick(ACCEPTS)));
        headers.append(header("Connection", "close"));
        authorize(headers);
        oddHeaders(headers);
        var body = method.equals("POST") || method.equals("PUT") || chance(10) ? body(route[1], headers) : new byte[0];
        var target = target(route[1]);
        var version =
                chance(30) ? pick(List.of("HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/9", "")) : "HTTP/1.1";
        var head = method + " " + target + " " + version + "\r\n" + headers + "\r\n";
        var isHtmlTaken = headers.toString().contains("text/html");
        return new Made(joined(head, body), method.equals("HEAD"), isHtmlTaken, !chance(30));
    }

    private void authorize(StringBuilder headers) {
        var value = chance(12)
                ? pick(List.of(
                        "",
                        "Bearer",
                        "Bearer ",
                        "Bearer é",
                        "Basic YTpi",
                        "Key \u0001",
                        "Bearer " + "x".repeat(5000),
                        token,
                        "Bearer " + token + " ",
                        "bearer " + token,
                        "Bearer " + token + ", Bearer " + token))
                : "Bearer " + token;
        if (!chance(25)) {
            headers.append(header("Authorization", value));
        }
        if (chance(40)) {
            headers.append(header("Authorization", value));
        }
    }

    private void oddHeaders(StringBuilder headers) {
        sometimes(
                headers,
                6,
                "Range",
                () -> pick(List.of(
                        "bytes=0-",
                        "bytes=0-0",
                        "bytes=-1",
                        "bytes=-0",
                        "bytes=5-2",
                        "bytes=99999-",
                        "bytes=0-1,3-4",
                        "bytes=",
                        "bytes=a-b",
                        "bytes=999999999999999999-999999999999999999",
                        "bytes=9999999999999999999999-",
                        "lines=1-2",
                        "",
                        "é")));
        sometimes(headers, 8, "Last-Event-ID", this::number);
        sometimes(headers, 10, "If-None-Match", () -> pick(List.of("*", "\"x\"", "W/\"", "x".repeat(3000), "\"é\"")));
        sometimes(
                headers,
                10,
                "If-Modified-Since",
                () -> pick(List.of("x", "Thu, 01 Jan 1970 00:00:00 GMT", "99999999999")));
        sometimes(
                headers,
                10,
                "Idempotency-Key",
                () -> pick(List.of("k1", "k2", "", "x".repeat(2000), "é", "\u0001", "a b")));
        sometimes(
                headers,
                10,
                "Cookie",
                () -> pick(List.of(
                        "a=b",
                        "a",
                        "=",
                        ";;;;",
                        "a=\"",
                        "session=" + nasty(),
                        "x=" + "y".repeat(3000),
                        "a=b; ".repeat(500),
                        "é=é",
                        "$Version=1; a=b")));
        sometimes(headers, 15, "Expect", () -> pick(List.of("100-continue", "200-ok", "")));
        sometimes(headers, 20, "Upgrade", () -> pick(List.of("websocket", "h2c", "x")));
        sometimes(headers, 20, "X-Forwarded-For", this::nasty);
        sometimes(headers, 20, "Forwarded", this::nasty);
        sometimes(headers, 20, "Origin", this::nasty);
        sometimes(
                headers, 20, "Accept-Encoding", () -> pick(List.of("gzip", "br, gzip;q=0", "*", "identity;q=0", "é")));
        sometimes(headers, 20, "Accept-Language", () -> pick(List.of("de", "x".repeat(1000), "*;q=9", "--")));
        sometimes(headers, 20, "X-HTTP-Method-Override", () -> pick(METHODS));
        sometimes(headers, 30, "Host", this::nasty);
        sometimes(headers, 40, "X-Huge", () -> "x".repeat(pick(List.of(4000, 8100, 8192, 20_000, 200_000))));
        if (chance(40)) {
            headers.append(IntStream.range(0, pick(List.of(100, 1000, 5000)))
                    .mapToObj(i -> header("X-" + i, ""))
                    .collect(Collectors.joining()));
        }
        if (chance(30)) {
            headers.append(pick(List.of(
                    "X : y\r\n",
                    " folded\r\n",
                    ": empty\r\n",
                    "NoColon\r\n",
                    "X: a\u0000b\r\n",
                    "Ünï: x\r\n",
                    "X:y\n",
                    "\tX: y\r\n",
                    "X\r: y\r\n")));
        }
    }

    private void sometimes(StringBuilder headers, int outOf, String name, Supplier<String> value) {
        if (chance(outOf)) {
            headers.append(header(name, value.get()));
        }
    }

    private String target(String path) {
        var filled = java.util.regex.Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .replaceAll(it -> java.util.regex.Matcher.quoteReplacement(pathPart(it.group(1), path)));
        var slashed = chance(2) ? filled + "/" : filled;
        var odd = chance(15) ? mangled(slashed) : slashed;
        return odd + query();
    }

    private String pathPart(String name, String path) {
        if (chance(8)) {
            return chance(10) ? "a".repeat(pick(List.of(300, 3000, 9000))) : nasty();
        }
        return switch (name) {
            case "app" -> pick(List.of("web", "web", "other", "nosuch"));
            case "env" -> pick(List.of("production", "production", "staging", "Prod uction".replace(" ", "%20")));
            case "number", "id" -> pick(List.of("1", "1", "2", "3", "12", "9999"));
            case "host" -> pick(List.of("127.0.0.1:1", "[127.0.0.1]:1", "nosuch"));
            case "node" -> pick(List.of("nosuch", "00000000"));
            default -> nasty();
        };
    }

    private String mangled(String path) {
        var at = random.nextInt(path.length() + 1);
        return switch (random.nextInt(6)) {
            case 0 -> path.substring(0, at) + nasty() + path.substring(at);
            case 1 -> path.replace("/", "//");
            case 2 -> path.replace("/", "%2F");
            case 3 -> "http://127.0.0.1" + path;
            case 4 -> path.substring(Math.min(1, path.length()));
            default -> path.replace("/0/", pick(List.of("/./0/", "/x/../0/", "/0;x=y/", "/00/", "/1/", "/%30/")));
        };
    }

    private String query() {
        if (chance(2)) {
            return "";
        }
        var parts = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> switch (random.nextInt(8)) {
                    case 0 -> "limit=" + number();
                    case 1 -> "cursor=" + number();
                    case 2 -> "offset=" + number();
                    case 3 -> "wait=" + pick(List.of("0", "0", "1", "-1", "21", "x", "1e9"));
                    case 4 -> "status=" + pick(List.of("pending", "finished", "in_progress", "done", "", nasty()));
                    case 5 -> "dry_run=" + pick(List.of("true", "1", "0", "x", nasty()));
                    default -> pick(QUERIES) + pick(List.of("=", "=", "=", "")) + (chance(2) ? nasty() : number());
                })
                .collect(Collectors.joining(pick(List.of("&", "&", "&", ";", "&&"))));
        return "?" + parts + (chance(40) ? "&x=" + "y".repeat(pick(List.of(2000, 7000, 9000))) : "");
    }

    // ---- bodies

    private byte[] body(String path, StringBuilder headers) {
        var fields = fields(path);
        var isForm = chance(4);
        byte[] body = chance(60)
                ? large(isForm)
                : bytes(
                        isForm
                                ? form(fields)
                                : chance(12) ? oddJson() : JsonMapper.shared().writeValueAsString(fields));
        headers.append(header(
                "Content-Type",
                chance(10) ? pick(TYPES) : isForm ? "application/x-www-form-urlencoded" : "application/json"));
        if (chance(25)) {
            headers.append(header("Content-Encoding", pick(List.of("gzip", "deflate", "br", "identity", "x", ""))));
            body = chance(2) ? gzipped(body) : body;
        }
        return framed(body, headers);
    }

    private byte[] framed(byte[] body, StringBuilder headers) {
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                headers.append(header("Transfer-Encoding", "chunked"));
                return chunked(body);
            }
            case 2 ->
                headers.append(header(
                        "Content-Length",
                        pick(List.of(
                                "-1",
                                "x",
                                "",
                                "+5",
                                "0x5",
                                "99999999999999999999",
                                String.valueOf(body.length + 7),
                                String.valueOf(body.length / 2)))));
            case 3 -> {
                headers.append(header(
                        "Transfer-Encoding",
                        pick(List.of("gzip", "identity", "chunked, chunked", "xchunked", " chunked"))));
                headers.append(header("Content-Length", String.valueOf(body.length)));
            }
            default -> headers.append(header("Content-Length", String.valueOf(body.length)));
        }
        return body;
    }

    private byte[] chunked(byte[] body) {
        var size = pick(
                List.of("%x\r\n", "%X;ext=1\r\n", "0%x\r\n", "%x\n", "-%x\r\n", "zz%x\r\n", "ffffffffffffffff%x\r\n"));
        var whole = chance(3) ? size : "%x\r\n";
        return joined(
                whole.formatted(body.length), body, bytes("\r\n0\r\n" + pick(List.of("", "", "X: y\r\n")) + "\r\n"));
    }

    /** The fields of a valid body, some of them changed. */
    private Map<String, Object> fields(String path) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (path.startsWith("/api/0/apps") || path.endsWith("/hosts")) {
            if (path.endsWith("/hosts")) {
                fields.put(
                        "url",
                        pick(List.of(
                                "ssh://git@127.0.0.1:1/x",
                                "git@[127.0.0.1]:x",
                                "https://127.0.0.1:1/x",
                                "ext::sh",
                                "",
                                "-x")));
                fields.put("fingerprint", chance(2) ? "SHA256:x" : value(2));
                return fields;
            }
            app(fields);
        } else {
            fields.put("app", pick(List.of("web", "other", "nosuch")));
            fields.put("env", pick(List.of("production", "staging", "a b", "nosuch")));
            fields.put("ref", pick(List.of("main", "HEAD", ":previous", ":current", "main~1", "-x", "nosuch", "a..b")));
            fields.put("status", pick(List.of("cancelled", "finished", "x")));
            fields.put("user", pick(List.of("joe", "admin", "é", "")));
            fields.put("params", Map.of("a", value(3)));
            fields.put("force", pick(List.of(true, false, "0", "x")));
            fields.put("reason", "because");
            fields.put("version", pick(List.of(1, 2, "1", -1, 1.5)));
            fields.keySet().removeIf(_ -> chance(2));
        }
        changed(fields);
        return fields;
    }

    private void app(Map<String, Object> fields) {
        fields.put("name", pick(List.of("web", "other", "a" + random.nextInt(30))));
        fields.put(
                "repository",
                pick(List.of(
                        repository, repository, "/nosuch", "ext::sh", "", "file:///nosuch", "http://127.0.0.1:1/x")));
        fields.put("provider", pick(List.of("shell", "shell", "fabric", "")));
        fields.put(
                "provider_config",
                Map.of("command", pick(COMMANDS), "timeout", pick(List.of(60, "60", -1, 0, 1e99, "x"))));
        fields.put(
                "environments",
                Map.of("production", Map.of("defaultRef", "main"), "staging", chance(3) ? value(2) : Map.of()));
        fields.put(
                "checks",
                chance(3) ? value(3) : List.of(Map.of("type", "github", "config", Map.of("repo", "acme/web"))));
        fields.put("lockedReason", pick(List.of("False", "held", "")));
        fields.put("version", pick(List.of(1, 2, "1", -1)));
        fields.keySet()
                .removeIf(name -> !List.of("name", "repository", "provider", "provider_config")
                                .contains(name)
                        && chance(2));
    }

    /** Changes some fields but those that a server runs or connects to. */
    private void changed(Map<String, Object> fields) {
        for (var name : List.copyOf(fields.keySet())) {
            if (chance(8) && !List.of("repository", "provider_config").contains(name)) {
                fields.put(name, value(4));
            }
        }
        if (chance(15)) {
            fields.put(
                    pick(List.of("x", "", "\u0000", "é", "id", "version", "pool", "pools", "queue", "sha")), value(3));
        }
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 10)) {
            case 0 -> List.of();
            case 1 -> Map.of();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextLong();
            case 4 -> pick(List.of(0.1, 1e300, -0.0, 1e-300));
            case 5 ->
                pick(List.of(
                        "",
                        " ",
                        "\u0000",
                        "é\ud83d\ude00",
                        "\u202e",
                        "\ud800",
                        "\ufeff",
                        "x".repeat(70_000),
                        "a\nb\r\nc",
                        "\u001b[31m"));
            case 6 -> new java.math.BigInteger("9".repeat(900));
            case 7 -> "{\"a\":".repeat(random.nextInt(80)) + "1";
            case 8 -> pick(List.of("[]", "{}", "[", "null", "{\"a\": \"\\u0000\"}", "true", "1e999999999"));
            case 9 -> pick(NASTY);
            case 10 -> List.of(value(depth - 1), value(depth - 1));
            default -> Map.of(pick(List.of("a", "type", "config", "defaultRef", "", "\u0000")), value(depth - 1));
        };
    }

    private String oddJson() {
        return switch (random.nextInt(12)) {
            case 0 -> "[".repeat(pick(List.of(10, 65, 1000, 100_000)));
            case 1 -> "{\"a\":".repeat(pick(List.of(63, 64, 65, 5000))) + "1" + "}".repeat(64);
            case 2 -> "{\"app\": \"web\", \"app\": \"nosuch\", \"app\": 1}";
            case 3 -> "{\"limit\": " + "9".repeat(pick(List.of(500, 1001, 100_000))) + "}";
            case 4 -> "{\"limit\": 1e" + "9".repeat(pick(List.of(3, 9, 12))) + "}";
            case 5 -> "{\"app\": \"\\ud800\", \"ref\": \"\\udc00\\u0000\"}";
            case 6 -> "\ufeff{\"app\": \"web\"}";
            case 7 -> "{\"app\": \"web\"} trailing";
            case 8 -> "{\"" + "k".repeat(60_000) + "\": 1}";
            case 9 ->
                pick(List.of(
                        "null", "1", "\"x\"", "", " ", "NaN", "{", "{'a': 1}", "{\"a\": 1,}", "{a: 1}", "/* */ {}"));
            case 10 ->
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "\"k%d\": %d".formatted(i, i))
                        .collect(Collectors.joining(",", "{", "}"));
            default -> "{\"app\": \"web\", \"params\": " + JsonMapper.shared().writeValueAsString(value(6)) + "}";
        };
    }

    private String form(Map<String, Object> fields) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + java.net.URLEncoder.encode(
                                field.getValue() instanceof String text
                                        ? text
                                        : JsonMapper.shared().writeValueAsString(field.getValue()),
                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return chance(6)
                ? form + pick(List.of("&%", "&=", "&&&", "&a", "&%zz=1", "&app=%00", "&" + "x=1&".repeat(20_000)))
                : form;
    }

    private byte[] large(boolean isForm) {
        var size = pick(List.of(LARGE - 1, LARGE, LARGE + 1, LARGE + 1, 17 * LARGE));
        var body = bytes((isForm ? "app=" : "{\"app\": \"") + "x".repeat(size));
        return java.util.Arrays.copyOf(body, size);
    }

    // ---- bytes that are no HTTP, or more than one request

    private Made noHttp() {
        var get = "GET /api/0/apps/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n";
        var post =
                "POST /api/0/deploys/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + token + "\r\n";
        var text = switch (random.nextInt(20)) {
            case 0 ->
                post
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: x\r\n\r\n";
            case 1 ->
                post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + get + "\r\n";
            case 2 -> post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x";
            case 3 -> post + "Content-Length : 2\r\n\r\n{}";
            case 4 -> post + "Transfer-Encoding:\u000bchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
            case 5 -> (get + "\r\n").repeat(pick(List.of(2, 5, 30)));
            case 6 -> (get + "\r\n").replace("\r\n", "\n");
            case 7 -> "GET /api/0/apps/ HTTP/1.0\r\n\r\n";
            case 8 -> "GET /api/0/apps/\r\n\r\n";
            case 9 -> "\r\n\r\n\r\n" + get + "Connection: close\r\n\r\n";
            case 10 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
            case 11 -> "\u0016\u0003\u0001\u0002\u0000\u0001\u0000";
            case 12 -> "GET http://evil.example/api/0/apps/ HTTP/1.1\r\nHost: other\r\n\r\n";
            case 13 -> "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            case 14 -> "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n";
            case 15 -> get.replace("GET ", "GET  ") + "\r\n";
            case 16 -> get.substring(0, random.nextInt(get.length()));
            case 17 -> post + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n";
            case 18 ->
                "GET /" + "a".repeat(pick(List.of(7000, 9000, 100_000)))
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            default -> "";
        };
        var bytes = bytes(text);
        if (text.isEmpty() || chance(4)) {
            bytes = text.isEmpty() ? new byte[1 + random.nextInt(400)] : bytes;
            for (var i = 0; i < 1 + bytes.length / 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return new Made(bytes, text.startsWith("HEAD"), false, true);
    }

    // ---- dice

    private boolean chance(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String nasty() {
        return pick(NASTY);
    }

    private String number() {
        return pick(NUMBERS);
    }

    private static String header(String name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(String head, byte[]... parts) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(head));
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzipped(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
