package dev.waybill.cli.client;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.network.ProxySettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a server could not be reached, in words. */
final class Unreached {
    private Unreached() {}

    /** A failure of the network is worth a retry; that of a certificate is not. */
    static CallFailed of(String url, Optional<ProxySettings.Way> way, IOException why) {
        var by = way.map(it -> " through the proxy " + it.name()).orElse("");
        if (isUntrusted(why)) {
            return new CallFailed(
                    CallFailed.NOT_REACHABLE,
                    "the certificate of %s is not trusted: %s".formatted(url, certificate(url, why)));
        }
        if (why instanceof SSLException) {
            return new CallFailed(
                    CallFailed.NOT_REACHABLE,
                    "TLS with %s%s failed (%s); does it speak plain http://?".formatted(url, by, why.getMessage()));
        }
        return new NotReachable("cannot reach a server at %s%s (%s); set WAYBILL_URL, or start one with: waybill server"
                .formatted(url, by, reason(why)));
    }

    /** Whether the certificate was not accepted. */
    static boolean isUntrusted(IOException why) {
        return why instanceof SSLException && causes(why).anyMatch(CertificateException.class::isInstance);
    }

    private static String certificate(String url, IOException why) {
        if (is(why, CertificateExpiredException.class)) {
            return "it has expired";
        }
        if (is(why, CertificateNotYetValidException.class)) {
            return "it is not valid yet; check the clocks of both machines";
        }
        if (is(why, CertPathBuilderException.class)) {
            return "it was signed by an unknown CA; set WAYBILL_CA_FILE to a file with that CA's certificate";
        }
        return "it is not for %s (%s)"
                .formatted(
                        Objects.requireNonNullElse(URI.create(url).getHost(), url), Clean.line("" + why.getMessage()));
    }

    private static boolean is(IOException why, Class<?> kind) {
        return causes(why).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable why) {
        return Stream.iterate(why, Objects::nonNull, Throwable::getCause);
    }

    private static String reason(IOException why) {
        return switch (why) {
            case UnknownHostException _ -> "unknown host " + why.getMessage();
            case SocketTimeoutException _ -> "timed out";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException _ -> Objects.requireNonNullElse(why.getMessage(), "connection refused");
            default ->
                Clean.line(Objects.requireNonNullElse(
                        why.getMessage(), why.getClass().getSimpleName()));
        };
    }
}
