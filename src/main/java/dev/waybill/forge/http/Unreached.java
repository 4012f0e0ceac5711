package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.text.HostileText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a code host gave no complete answer, in words. */
final class Unreached {
    private Unreached() {}

    /** @param by such as " through the proxy http://proxy:3128"; empty for none */
    static ForgeFailure of(URI uri, String by, Throwable why) {
        return new ForgeFailure(
                Kind.UNREACHABLE, "cannot reach %s%s: %s".formatted(host(uri), by, HostileText.line(reason(why))));
    }

    /** Such as {@code github.example.com:8443}. */
    static String host(URI uri) {
        return uri.getRawAuthority();
    }

    private static String reason(Throwable why) {
        if (has(why, CertificateException.class)) {
            return "its certificate is not trusted (%s); set SSL_CERT_FILE on the server to a file with its CA"
                    .formatted(why.getMessage());
        }
        if (has(why, UnresolvedAddressException.class)) {
            return "unknown host";
        }
        if (String.valueOf(why.getMessage()).contains("body exceeds capacity")) {
            return "its answer is larger than 8 MB; is api_root the URL of its API?";
        }
        if (String.valueOf(why.getMessage()).contains("received no bytes")) {
            return "it closed the connection without an answer";
        }
        return switch (why) {
            case HttpConnectTimeoutException _ -> "no connection within ten seconds";
            case HttpTimeoutException _ -> "no answer within ten seconds";
            case TimeoutException _ -> "no complete answer within ten seconds";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException it -> Objects.requireNonNullElse(it.getMessage(), "connection refused");
            case SSLException it -> "TLS failed (%s)".formatted(it.getMessage());
            default ->
                Objects.requireNonNullElse(why.getMessage(), why.getClass().getSimpleName());
        };
    }

    private static boolean has(Throwable why, Class<?> kind) {
        return Stream.iterate(why, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
