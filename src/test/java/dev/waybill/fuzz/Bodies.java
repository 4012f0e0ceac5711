package dev.waybill.fuzz;

import static dev.waybill.fuzz.Dice.header;
import static dev.waybill.fuzz.Requests.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Makes bodies, JSON or forms, with the headers that say how they come. */
final class Bodies {
    private static final int LARGE = 1024 * 1024;

    private final Dice dice;
    private final Fields fields;
    private final Values values;

    Bodies(Dice dice, Cast cast, Viewer by) {
        this.dice = dice;
        this.values = new Values(dice);
        this.fields = new Fields(dice, values, cast, by);
    }

    /** @param headers to which those of the body are added */
    byte[] body(String path, StringBuilder headers) {
        var valid = fields.of(path);
        var isForm = dice.oneIn(4) || path.equals("/login") && !dice.oneIn(10);
        var body = dice.oneIn(60) ? large(isForm) : bytes(isForm ? form(valid) : json(valid));
        var type = isForm ? "application/x-www-form-urlencoded" : "application/json";
        headers.append(header("Content-Type", dice.oneIn(10) ? dice.pick(Words.TYPES) : type));
        if (dice.oneIn(25)) {
            headers.append(header("Content-Encoding", dice.any("gzip", "deflate", "br", "identity", "x", "")));
            body = dice.oneIn(2) ? gzipped(body) : body;
        }
        return framed(body, headers);
    }

    private String json(Map<String, Object> valid) {
        return dice.oneIn(12) ? values.oddJson() : JsonMapper.shared().writeValueAsString(valid);
    }

    private String form(Map<String, Object> valid) {
        var form = valid.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return dice.oneIn(6)
                ? form + dice.any("&%", "&=", "&&&", "&a", "&%zz=1", "&app=%00", "&" + "x=1&".repeat(20_000))
                : form;
    }

    private static String encoded(Object value) {
        var text = value instanceof String it ? it : JsonMapper.shared().writeValueAsString(value);
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private byte[] large(boolean isForm) {
        var size = dice.any(LARGE - 1, LARGE, LARGE + 1, LARGE + 1, 17 * LARGE);
        return Arrays.copyOf(bytes((isForm ? "app=" : "{\"app\": \"") + "x".repeat(size)), size);
    }

    private byte[] framed(byte[] body, StringBuilder headers) {
        switch (dice.below(12)) {
            case 0, 1 -> {
                headers.append(header("Transfer-Encoding", "chunked"));
                return chunked(body);
            }
            case 2 -> headers.append(header("Content-Length", oddLength(body.length)));
            case 3 -> {
                headers.append(header(
                        "Transfer-Encoding", dice.any("gzip", "identity", "chunked, chunked", "xchunked", " chunked")));
                headers.append(header("Content-Length", String.valueOf(body.length)));
            }
            default -> headers.append(header("Content-Length", String.valueOf(body.length)));
        }
        return body;
    }

    private String oddLength(int length) {
        return dice.any(
                "-1",
                "x",
                "",
                "+5",
                "0x5",
                "99999999999999999999",
                String.valueOf(length + 7),
                String.valueOf(length / 2));
    }

    private byte[] chunked(byte[] body) {
        var odd =
                dice.any("%x\r\n", "%X;ext=1\r\n", "0%x\r\n", "%x\n", "-%x\r\n", "zz%x\r\n", "ffffffffffffffff%x\r\n");
        var size = (dice.oneIn(3) ? odd : "%x\r\n").formatted(body.length);
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(size));
        all.writeBytes(body);
        all.writeBytes(bytes("\r\n0\r\n" + dice.any("", "", "X: y\r\n") + "\r\n"));
        return all.toByteArray();
    }

    private static byte[] gzipped(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
