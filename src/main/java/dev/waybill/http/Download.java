package dev.waybill.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Responses with a file of somebody else's, which browsers store and never show. */
public final class Download {
    private Download() {}

    /**
     * Sends the headers of a file; the caller sends its bytes.
     *
     * @param path its name is the last part
     */
    public static void begin(Context ctx, String path, long bytes) {
        ctx.res().setHeader("Content-Type", "application/octet-stream");
        ctx.res().setHeader("X-Content-Type-Options", "nosniff");
        ctx.res().setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        ctx.res().setHeader("Content-Disposition", attachment(path.substring(path.lastIndexOf('/') + 1)));
        ctx.res().setContentLengthLong(bytes);
    }

    /** See RFC 6266. Old clients get a name of letters, digits, dots and dashes. */
    static String attachment(String name) {
        var clean = name.replaceAll("[\\p{Cc}\\p{Cf}\\\\/]", "_");
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(
                        clean.replaceAll("[^A-Za-z0-9._-]", "_"),
                        URLEncoder.encode(clean, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A"));
    }
}
