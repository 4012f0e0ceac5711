package dev.waybill.receivers;

import dev.waybill.network.ProxySettings.Way;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Socks5;
import org.eclipse.jetty.client.Socks5Proxy;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Proxies as Jetty's client wants them. */
final class Proxies {
    private Proxies() {}

    /** @param client which gets the password */
    static ProxyConfiguration.Proxy of(HttpClient client, Way way) {
        var address = (InetSocketAddress) way.proxy().address();
        return way.proxy().type() == Proxy.Type.SOCKS
                ? socks(address, way.login())
                : http(client, address, way.login());
    }

    private static Socks5Proxy socks(InetSocketAddress address, @Nullable PasswordAuthentication login) {
        var proxy = new Socks5Proxy(address.getHostString(), address.getPort());
        if (login != null) {
            proxy.putAuthenticationFactory(new Socks5.UsernamePasswordAuthenticationFactory(
                    login.getUserName(), new String(login.getPassword())));
        }
        return proxy;
    }

    private static HttpProxy http(
            HttpClient client, InetSocketAddress address, @Nullable PasswordAuthentication login) {
        var proxy = new HttpProxy(address.getHostString(), address.getPort());
        if (login != null) {
            client.getAuthenticationStore()
                    .addAuthenticationResult(new BasicAuthentication.BasicResult(
                            proxy.getURI(),
                            HttpHeader.PROXY_AUTHORIZATION,
                            login.getUserName(),
                            new String(login.getPassword())));
        }
        return proxy;
    }
}
