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

    private OnlyLocal() {}

    /** @throws Forbidden to everybody else */
    static void check(Context ctx) throws UnknownHostException {
        var peer = InetAddress.getByName(ctx.req().getRemoteAddr());
        if (!peer.isLoopbackAddress() || !NAMES.contains(hostWithoutPort(ctx))) {
            throw new Forbidden(
                    "forbidden",
                    "The pages answer only on the server's own machine, under http://127.0.0.1 or http://localhost;"
                            + " from elsewhere, use the API with a token, or ssh -L 8080:127.0.0.1:8080 to the server");
        }
    }

    private static String hostWithoutPort(Context ctx) {
        return Optional.ofNullable(ctx.header("Host")).orElse("").replaceFirst(":[0-9]+$", "");
    }
}
