package dev.waybill.http;

import dev.waybill.errors.ServiceException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server for the API and the pages. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long STOP_MILLIS = 700;
    /** How many stack frames are logged; a stack overflow has a thousand. */
    private static final int FRAMES = 30;

    private static final String WRONG = "Internal error; see the server's log";
    /** Serialized in advance, because it may be needed when memory has run out. */
    private static final byte[] BROKEN =
            JsonMapper.shared().writeValueAsBytes(Map.of("error", WRONG, "error_name", "internal"));

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any free port
     * @param doors add their routes
     * @throws IllegalStateException if the port is in use
     */
    public static HttpServer start(String host, int port, Terms terms, List<Consumer<RoutesConfig>> doors) {
        var javalin = Javalin.create(config -> {
            configure(config, terms);
            doors.forEach(door -> door.accept(config.routes));
        });
        try {
            return new HttpServer(javalin.start(host, port));
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "cannot listen on port %d of %s: %s; choose another with --port or --host"
                            .formatted(port, host, why(e)),
                    e);
        } catch (JavalinException e) {
            throw new IllegalStateException("cannot listen on port %d of %s: %s".formatted(port, host, why(e)), e);
        }
    }

    private static void configure(JavalinConfig config, Terms terms) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.router.ignoreTrailingSlashes = true;
        config.router.treatMultipleSlashesAsSingleSlash = false;
        config.http.generateEtags = false;
        config.http.prefer405over404 = true;
        listen(config, terms);
        terms.applyTo(config);
        config.router.javaLangErrorHandler(HttpServer::internalError);
        config.routes.exception(Exception.class, HttpServer::unexpected);
        config.routes.exception(IOException.class, HttpServer::disconnected);
        config.routes.exception(ServiceException.class, Problems::answer);
        config.routes.exception(HttpResponseException.class, HttpServer::refused);
    }

    private static void listen(JavalinConfig config, Terms terms) {
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.insertHandler(new GracefulHandler());
            server.insertHandler(new AnonymousLimit(terms));
            server.insertHandler(new UrlGuard());
            server.setErrorHandler(new JettyErrors());
            Connections.limit(server, terms);
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            // Otherwise Jetty replaces a header by one seen before on the connection that differs only in case, such as
            // another token.
            http.setHeaderCacheCaseSensitive(true);
        });
    }

    private static String why(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static void unexpected(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.method(), Sentences.told(ctx.path()), failure);
        Answers.error(ctx, 500, "internal", WRONG);
    }

    /** Handles errors such as OutOfMemoryError: the request fails, the server continues. */
    private static void internalError(HttpServletResponse response, Error failure) {
        failure.setStackTrace(
                Arrays.stream(failure.getStackTrace()).limit(FRAMES).toArray(StackTraceElement[]::new));
        LOG.error("a request failed", failure);
        if (!response.isCommitted()) {
            try {
                response.reset();
                response.setStatus(500);
                response.setContentType("application/json");
                response.getOutputStream().write(BROKEN);
            } catch (IOException e) {
                LOG.debug("the client could not be notified", e);
            }
        }
    }

    /** Once a response has begun, no error response can be sent. */
    private static void disconnected(IOException failure, Context ctx) {
        if (ctx.res().isCommitted()) {
            LOG.debug("{} {} was left by its client", ctx.method(), Sentences.told(ctx.path()), failure);
        } else {
            unexpected(failure, ctx);
        }
    }

    /** Handles errors raised by Javalin, such as unknown paths and bodies that are too large. */
    private static void refused(HttpResponseException refusal, Context ctx) {
        switch (refusal.getStatus()) {
            case 405 -> {
                var allowed = Objects.requireNonNullElse(refusal.getDetails().get("availableMethods"), "");
                ctx.header("Allow", allowed);
                Answers.error(
                        ctx,
                        405,
                        "method_not_allowed",
                        "%s does not take %s; it takes %s".formatted(ctx.path(), ctx.method(), allowed));
            }
            case 412 -> Answers.error(ctx, 412, "precondition_failed", String.valueOf(refusal.getMessage()));
            case 415 -> Answers.error(ctx, 415, "unsupported_media_type", String.valueOf(refusal.getMessage()));
            case 404 ->
                Answers.error(
                        ctx,
                        404,
                        "not_found",
                        "Not Found: %s %s is not a path of this server".formatted(ctx.method(), ctx.path()));
            case 408 ->
                Answers.error(ctx, 408, "too_slow", "The body took too long to arrive, and was not read completely");
            case 413 -> Answers.error(ctx, 413, "too_large", String.valueOf(refusal.getMessage()));
            default ->
                Answers.error(
                        ctx, refusal.getStatus(), "http_" + refusal.getStatus(), String.valueOf(refusal.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.info("requests that did not end within {} ms were cut off", STOP_MILLIS);
        }
    }
}
