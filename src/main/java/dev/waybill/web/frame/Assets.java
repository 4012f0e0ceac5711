package dev.waybill.web.frame;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Style sheets, scripts and pictures from the jar. They share a directory whose name contains a hash of all of them, so that
 * browsers can cache them for ever, and scripts can import each other by relative paths.
 */
public final class Assets {
    /** Served as they are. */
    private static final List<String> FILES = """
            favicon/cancelled.svg
            favicon/failed.svg
            favicon/running.svg
            favicon/succeeded.svg
            favicon/waiting.svg
            icon.svg
            icons.svg
            js/ansi_up.js
            js/bars.js
            js/copy.js
            js/dialog.js
            js/early.js
            js/ends.js
            js/filter.js
            js/follow.js
            js/keys.js
            js/live.js
            js/log/ansi.js
            js/log/colours.js
            js/log/edge.js
            js/log/find.js
            js/log/follow.js
            js/log/keys.js
            js/log/lines.js
            js/log/log.js
            js/log/paint.js
            js/log/rows.js
            js/log/scroller.js
            js/log/select.js
            js/log/terminal.js
            js/log/tools.js
            js/log/viewer.js
            js/log/words.js
            js/notices.js
            js/palette.js
            js/refs.js
            js/sends.js
            js/strips.js
            js/times.js
            js/turbo.js
            js/waybill.js
            js/zone.js
            """.lines().toList();

    /** Served in one file, {@code waybill.css}, in this order. */
    private static final List<String> STYLES = """
            base
            layout
            parts
            apps
            compare
            deploy
            find
            history
            locks
            log
            overview
            queue
            settings
            """.lines().toList();

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private static final Map<String, byte[]> CONTENTS = read();
    private static final String DIRECTORY = "/assets/%s/".formatted(hash());

    private Assets() {}

    static void routes(RoutesConfig routes) {
        CONTENTS.keySet().forEach(name -> {
            routes.get(path(name), ctx -> serve(ctx, name));
            routes.head(path(name), ctx -> serve(ctx, name));
        });
    }

    /** The path of an asset, for templates. */
    public static String path(String name) {
        if (!CONTENTS.containsKey(name)) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return DIRECTORY + name;
    }

    private static void serve(Context ctx, String name) {
        ctx.result(Objects.requireNonNull(CONTENTS.get(name)));
        ctx.header("Content-Type", Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static Map<String, byte[]> read() {
        var contents = new TreeMap<String, byte[]>();
        FILES.forEach(name -> contents.put(name, read(name)));
        var styles = new ByteArrayOutputStream();
        STYLES.forEach(name -> styles.writeBytes(read("css/" + name + ".css")));
        contents.put("waybill.css", styles.toByteArray());
        return contents;
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            CONTENTS.forEach((name, content) -> {
                digest.update("%s %d\n".formatted(name, content.length).getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
