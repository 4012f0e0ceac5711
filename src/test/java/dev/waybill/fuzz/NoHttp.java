package dev.waybill.fuzz;

import static dev.waybill.fuzz.Requests.bytes;

/** Makes bytes that are no HTTP, or more than one request. */
final class NoHttp {
    private final Dice dice;
    private final Viewer by;
    private final String get;
    private final String post;

    NoHttp(Dice dice, Viewer by) {
        this.dice = dice;
        this.by = by;
        this.get = "GET /api/0/apps/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + by.token() + "\r\n";
        this.post =
                "POST /api/0/deploys/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + by.token() + "\r\n";
    }

    FuzzRequest make() {
        var text = text();
        var bytes = text.isEmpty() ? new byte[1 + dice.below(400)] : bytes(text);
        if (text.isEmpty() || dice.oneIn(4)) {
            for (var i = 0; i < 1 + bytes.length / 20; i++) {
                bytes[dice.below(bytes.length)] = (byte) dice.below(256);
            }
        }
        return new FuzzRequest(bytes, by, false, true);
    }

    private String text() {
        return switch (dice.below(21)) {
            case 0 ->
                post
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: x\r\n\r\n";
            case 1 ->
                post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + get + "\r\n";
            case 2 -> post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x";
            case 3 -> post + "Content-Length : 2\r\n\r\n{}";
            case 4 -> post + "Transfer-Encoding:\u000bchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
            case 5 -> (get + "\r\n").repeat(dice.any(2, 5, 30));
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
            case 16 -> get.substring(0, dice.below(get.length()));
            case 17 -> post + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n";
            case 18 ->
                "GET /" + "a".repeat(dice.any(7000, 9000, 100_000))
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            case 19 -> get.replace("Authorization", "Cookie: " + by.session() + "\r\nX") + "\r\n" + get + "\r\n";
            default -> "";
        };
    }
}
