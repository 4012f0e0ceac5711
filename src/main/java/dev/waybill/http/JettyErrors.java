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

/** What Jetty itself refuses, such as a malformed request, is answered as JSON, too: an HTML page kills one of the clients. */
final class JettyErrors extends ErrorHandler {
    /** An HTTP version or a transfer coding that nobody has: a mistake of the client, and nothing that should wake the operator. */
    private static final Set<Integer> NOT_OURS = Set.of(501, 505);

    /** Jetty answers other methods without a body. */
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

    /** An error as every other one, where there is no Javalin yet. */
    static void answer(Response response, int code, String name, String sentence, Callback callback) {
        var body =
                JsonMapper.shared().writeValueAsString(Map.of("error", Sentences.told(sentence), "error_name", name));
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, body, callback);
    }
}
