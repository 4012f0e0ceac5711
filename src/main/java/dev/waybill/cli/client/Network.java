package dev.waybill.cli.client;

import dev.waybill.network.ProxySettings;
import dev.waybill.network.Trust;
import dev.waybill.network.WrongVariable;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections with the proxy and the trusted certificates of the user's environment. For one thread. */
final class Network {
    private final Map<String, String> variables;
    private Optional<SSLContext> ofMachine = Optional.empty();

    Network(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @param isLocal whether it is on this machine, so that no proxy is used */
    URLConnection open(URL address, boolean isLocal) throws IOException, CallFailed {
        if (isLocal) {
            return address.openConnection(Proxy.NO_PROXY);
        }
        var way = way(URI.create(address.toString()));
        if (way.isPresent() && way.get().login() != null) {
            // By default the JDK sends no password to a proxy for a tunnel. It reads this property once.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        var opened = way.isEmpty()
                ? address.openConnection()
                : address.openConnection(way.get().proxy());
        if (way.isPresent() && way.get().login() != null && opened instanceof HttpURLConnection connection) {
            tell(connection, way.get().login());
        }
        if (opened instanceof HttpsURLConnection secure) {
            trusted().ifPresent(secure::setSSLSocketFactory);
        }
        return opened;
    }

    /**
     * Sets the proxy's password up front: tunnels do not get the headers of a request, and streamed bodies cannot be repeated
     * after a 407.
     */
    private static void tell(HttpURLConnection connection, PasswordAuthentication login) {
        if (connection instanceof HttpsURLConnection) {
            connection.setAuthenticator(new Authenticator() {
                @Override
                protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() == RequestorType.PROXY ? login : null;
                }
            });
        } else {
            var plain = login.getUserName() + ":" + new String(login.getPassword());
            connection.setRequestProperty(
                    "Proxy-Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The proxy for a server; empty for none. */
    Optional<ProxySettings.Way> way(URI server) throws CallFailed {
        try {
            return new ProxySettings(variables).to(server);
        } catch (WrongVariable e) {
            throw wrong(e);
        }
    }

    /** Whether the CAs of this machine, which are read only now, could be used in addition. */
    boolean canTrustMore() throws IOException, CallFailed {
        if (ofMachine.isPresent() || ofFile().isPresent()) {
            return false;
        }
        ofMachine = Trust.ofMachine();
        return ofMachine.isPresent();
    }

    private Optional<SSLSocketFactory> trusted() throws CallFailed {
        return (ofMachine.isPresent() ? ofMachine : ofFile()).map(SSLContext::getSocketFactory);
    }

    private Optional<SSLContext> ofFile() throws CallFailed {
        try {
            return Trust.ofFile(variables);
        } catch (WrongVariable e) {
            throw wrong(e);
        }
    }

    private static CallFailed wrong(WrongVariable why) {
        return new CallFailed(CallFailed.USAGE, String.valueOf(why.getMessage()));
    }
}
