package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.api.routes.Route;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.Limits;
import dev.waybill.http.Problems;
import dev.waybill.http.Terms;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/** A second door to the routes of a server, which writes down by which names they ask for parts of a request. */
final class Asked implements AutoCloseable {
    private static final Caller ADMIN =
            new Caller(new User(new UserId(1), "admin", Instant.EPOCH), 1, "admin-token", Grant.ALL);

    private final Set<String> headers = new ConcurrentSkipListSet<>();
    private final Set<String> parameters = new ConcurrentSkipListSet<>();
    private volatile boolean fields;
    private final Javalin javalin;
    private final HttpClient http = HttpClient.newHttpClient();

    Asked(List<Route> routes) {
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.concurrency.useVirtualThreads = true;
                    config.router.ignoreTrailingSlashes = true;
                    Terms.of(Limits.usual()).applyTo(config);
                    config.routes.exception(ServiceException.class, Problems::answer);
                    routes.forEach(route -> config.routes.addHttpHandler(
                            HandlerType.findOrCreate(route.method()),
                            route.path(),
                            ctx -> route.endpoint().handle(watched(ctx), ADMIN)));
                })
                .start("127.0.0.1", 0);
    }

    /** By which names an answer was looked for. */
    record Names(Set<String> headers, Set<String> parameters, boolean fields) {}

    /** Sends requests that differ in what they bring along, so that nothing hides behind something else. */
    Names by(String method, String path, List<String> queries, List<String> headerNames) throws Exception {
        headers.clear();
        parameters.clear();
        fields = false;
        send(method, path, _ -> {});
        for (var query : queries) {
            send(method, path + "?" + query, _ -> {});
        }
        send(method, path + "?" + String.join("&", queries), _ -> {}); // some are needed, all of them
        for (var name : headerNames) {
            send(method, path, request -> request.header(name, name.equals("Accept") ? "text/event-stream" : "1"));
        }
        return new Names(Set.copyOf(headers), Set.copyOf(parameters), fields);
    }

    private void send(String method, String path, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/0%s".formatted(javalin.port(), path)));
        more.accept(request);
        var answer = http.send(request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofInputStream());
        answer.body().close(); // a stream would not end
        assertThat(answer.statusCode()).as("%s %s", method, path).isNotEqualTo(500);
    }

    private Context watched(Context ctx) {
        return (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, arguments) -> call(ctx, method, arguments == null ? new Object[0] : arguments));
    }

    private Object call(Context ctx, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "header" -> note(headers, arguments);
            case "queryParam", "queryParams" -> note(parameters, arguments);
            case "queryParamMap" -> fields = true;
            case "headerMap",
                    "queryParamAsClass",
                    "queryParamsAsClass",
                    "headerAsClass",
                    "formParam",
                    "formParams",
                    "body" ->
                throw new AssertionError("a new way to read a request; let %s see it".formatted(getClass()));
            default -> {} // not about the request
        }
        try {
            return method.invoke(ctx, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A second argument sets the header of the answer. */
    private static void note(Set<String> names, Object[] arguments) {
        if (arguments.length == 1) {
            names.add((String) arguments[0]);
        }
    }

    @Override
    public void close() {
        http.close();
        javalin.stop();
    }
}
