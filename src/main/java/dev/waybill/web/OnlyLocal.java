package dev.waybill.web;

import dev.waybill.errors.Forbidden;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/**
 * Until people can sign in, the pages answer this machine alone: a loopback peer, and a loopback name in Host, since a page from
 * elsewhere may have pointed its own name at this address.
 */
final class OnlyLocal {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> FORWARDED =
            Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private OnlyLocal() {}

    /** @throws Forbidden to everybody else */
    static void check(Context ctx) throws UnknownHostException {
        var peer = InetAddress.getByName(ctx.req().getRemoteAddr());
        if (!peer.isLoopbackAddress() || !NAMES.contains(hostWithoutPort(ctx)) || isForwarded(ctx)) {
            throw new Forbidden(
                    "forbidden",
                    "The pages answer only on the server's own machine, under http://127.0.0.1 or http://localhost;"
                            + " from elsewhere, use the API with a token, or ssh -L PORT:127.0.0.1:PORT to the server");
        }
    }

    /** A proxy on this machine speaks for people who may be anywhere. */
    private static boolean isForwarded(Context ctx) {
        return FORWARDED.stream().anyMatch(name -> ctx.header(name) != null);
    }

    private static String hostWithoutPort(Context ctx) {
        return Optional.ofNullable(ctx.header("Host")).orElse("").replaceFirst(":[0-9]+$", "");
    }
}
