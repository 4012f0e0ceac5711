package dev.waybill.http;

import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends errors raised by Jetty, such as for malformed requests, as JSON: an HTML page crashes one of the clients. */
final class JettyErrors extends ErrorHandler {
    /**
     * Statuses for an unsupported HTTP version or transfer coding: the client's mistake, so nothing to alert the
     * operator about.
     */
    private static final Set<Integer> NOT_OURS = Set.of(501, 505);

    /** By default, Jetty sends a body for a few methods only. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        var sentence = message == null || message.isBlank() ? "HTTP " + code : message;
        var status = NOT_OURS.contains(code) ? 400 : code;
        answer(response, status, "http_" + status, sentence, callback);
    }

    /** Sends an error in the API's format before a request has reached Javalin. */
    static void answer(Response response, int code, String name, String sentence, Callback callback) {
        var body =
                JsonMapper.shared().writeValueAsString(Map.of("error", Sentences.told(sentence), "error_name", name));
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, body, callback);
    }
}
