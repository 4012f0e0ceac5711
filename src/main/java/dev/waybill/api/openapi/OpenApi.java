package dev.waybill.api.openapi;

import dev.waybill.api.routes.Routes;
import dev.waybill.http.Answers;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 document. Its texts are in {@code openapi/*.yaml}, one file for each noun, and its examples in
 * {@code openapi-examples.json}; they are read for the first request. Thread-safe.
 */
public final class OpenApi {
    public static final String PATH = "/openapi.json";

    private final String url;
    private final List<String> nouns;
    private byte @Nullable [] json;

    /**
     * @param url the server's public URL
     * @param nouns the parts of the document, in their order
     * @throws IllegalStateException if a part does not exist
     */
    public OpenApi(String url, List<String> nouns) {
        nouns.forEach(OpenApiParts::requireExists);
        this.url = url;
        this.nouns = nouns;
    }

    /** Needs no token: it contains no secrets, and programs that read it may not have a token yet. */
    public void show(Context ctx) {
        Answers.written(ctx, 200, json());
    }

    /** The whole document. */
    public synchronized byte[] json() {
        if (json == null) {
            json = JsonMapper.shared().writeValueAsBytes(document());
        }
        return json;
    }

    /** The version of this program; 0.0.0 if it runs from classes. */
    public static String version() {
        return Optional.ofNullable(OpenApi.class.getPackage().getImplementationVersion())
                .orElse("0.0.0");
    }

    private JsonNode document() {
        var document = OpenApiParts.merged(nouns);
        ((ObjectNode) document.get("info")).put("version", version());
        document.putArray("servers").addObject().put("url", url + Routes.ROOT);
        new OpenApiSchemas(document).complete();
        new OpenApiOperations(document, examples()).complete();
        document.set("paths", OpenApiPaths.expanded((ObjectNode) document.get("paths")));
        document.remove("x-common");
        return document;
    }

    private static JsonNode examples() {
        try (var in = OpenApi.class.getResourceAsStream("/openapi-examples.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, "openapi-examples.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
