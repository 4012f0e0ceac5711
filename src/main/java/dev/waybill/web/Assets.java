package dev.waybill.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Style sheets and scripts from the jar. The path of each contains a hash of its content, so that browsers can cache it for ever.
 */
public final class Assets {
    private static final List<String> NAMES = List.of("waybill.css", "log.js", "icon.svg");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, byte[]> contents = NAMES.stream().collect(Collectors.toMap(name -> name, Assets::read));

    void routes(RoutesConfig routes) {
        contents.keySet().forEach(name -> {
            routes.get(path(name), ctx -> serve(ctx, name));
            routes.head(path(name), ctx -> serve(ctx, name));
        });
    }

    /** The path of an asset, for templates. */
    public String path(String name) {
        var content = Objects.requireNonNull(contents.get(name), name);
        return "/assets/%s/%s".formatted(hash(content), name);
    }

    private void serve(Context ctx, String name) {
        ctx.result(Objects.requireNonNull(contents.get(name)));
        ctx.header("Content-Type", Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
