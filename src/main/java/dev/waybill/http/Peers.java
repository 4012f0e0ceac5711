package dev.waybill.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * From where a request really comes: the peer, unless that is a proxy whose word counts. Of {@code X-Forwarded-For} the last address
 * counts that no trusted proxy wrote about another trusted one: whatever stands before it, anybody may have written.
 */
public final class Peers {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private final InetAddressSet trusted = new InetAddressSet();

    /**
     * @param proxies addresses, networks such as {@code 10.0.0.0/8} and ranges of those whose headers count
     * @throws IllegalArgumentException if one of them is none of that
     */
    public Peers(List<String> proxies) {
        trusted.addAll(proxies);
    }

    /** The address from which somebody asks. */
    public InetAddress address(Context ctx) {
        var peer = parsed(ctx.req().getRemoteAddr()).orElseThrow();
        var forwarded = isTrusted(ctx)
                ? Arrays.asList(Optional.ofNullable(ctx.header("X-Forwarded-For"))
                                .orElse("")
                                .split(","))
                        .reversed()
                : List.<String>of();
        for (var text : forwarded) {
            var address = parsed(text.strip());
            if (address.isEmpty()) {
                return peer;
            }
            peer = address.get();
            if (!trusted.test(peer)) {
                return peer;
            }
        }
        return peer;
    }

    /** Whether somebody asks over https, as far as a trusted proxy says so. */
    public boolean isSecure(Context ctx) {
        return isTrusted(ctx) && "https".equals(ctx.header("X-Forwarded-Proto"));
    }

    private boolean isTrusted(Context ctx) {
        return parsed(ctx.req().getRemoteAddr()).filter(trusted::test).isPresent();
    }

    /** Names are never looked up. */
    private static Optional<InetAddress> parsed(String text) {
        var bare = text.replaceAll("^\\[|]$", "").replaceFirst("%.*", "");
        try {
            return ADDRESS.matcher(bare).matches() ? Optional.of(InetAddress.getByName(bare)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
