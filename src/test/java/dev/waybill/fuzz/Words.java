package dev.waybill.fuzz;

import java.util.List;

/** Words that break things, for where a path, a query or a header has room for one. */
final class Words {
    static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "é");

    /** The empty one, and these. */
    static final List<String> NASTY = words("""
            . .. %2e%2e %2f a%2fb ..%2f..%2fetc%2fpasswd // %5c \\ ; a;b=c * + & && @ : | ^ ` ~ [ {{ $%7Bx%7D
            %00 a%00b %ff %c0%af %ed%a0%80 %zz % %u0041 %C3%A9 %F0%9F%98%80 é \ud83d\ude00 %20 %0d%0aX-Evil:%201 %25 %2500
            -1 0 1e3 1.5 NaN %D9%A3 0x10 99999999999999999999 9223372036854775807 -9223372036854775808 2147483648 null true
            <script> '%22 %E2%80%AE --help
            """);

    /** The empty one, and these. */
    static final List<String> NUMBERS = words("""
            0 1 2 25 100 101 -1 -2 x 1.5 16777216 9223372036854775807 4611686018427387904 -9223372036854775808
            99999999999999999999 %2B1 +1 %D9%A3
            """);

    static final List<String> QUERIES = words("""
            name status app user env ref sha force params reason queue origin provider lockedReason format x %00 %ff a[b] version
            after kind cursor next token note
            """);

    static final List<String> ACCEPTS = List.of(
            "*/*",
            "application/json",
            "text/html",
            "text/html,application/xhtml+xml",
            "text/event-stream",
            "application/json, text/event-stream",
            "x",
            "",
            "*/*;q=é");

    static final List<String> TYPES = List.of(
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

    static final List<String> RANGES = List.of(
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
            "é");

    /** What a page would show, or run if it is careless. */
    static final List<String> MARKUP = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</pre><script>1</script>",
            "${7*7}");

    /** Where a form should not lead to. */
    static final List<String> ELSEWHERE = List.of(
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/a\r\nX-Evil: 1",
            "/\r\n\r\n<script>",
            "javascript:alert(1)",
            "/%2f/evil.example",
            "/é",
            "x",
            "",
            "/" + "a".repeat(10_000));

    private Words() {}

    private static List<String> words(String text) {
        return List.of((" " + text.strip()).split("\\s"));
    }
}
