package dev.waybill.cli.client;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Set;

/** The URL of a server, as somebody wrote it. */
final class ServerUrl {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LARGEST_PORT = 65_535;

    private ServerUrl() {}

    /** The same. @throws CallFailed for usage, unless requests can be sent there */
    static String checked(String url) throws CallFailed {
        try {
            if (canBeAsked(URI.create(url).toURL())) {
                return url;
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // said below, like what is a URL of something else
        }
        var shown = url.replaceFirst("(?s)//.*@", "//...@").replaceFirst("(?s)[?#].*", "..."); // secrets may be there
        throw new CallFailed(
                CallFailed.USAGE,
                "\"%s\" is not the URL of a server; set --url, WAYBILL_URL or the url in ~/.config/waybill.yaml to one like https://deploy.example.com"
                        .formatted(shown));
    }

    /** A user or a password in it would not be sent: servers take tokens. */
    private static boolean canBeAsked(URL url) {
        return SCHEMES.contains(url.getProtocol().toLowerCase(Locale.ROOT))
                && !url.getHost().isEmpty()
                && url.getPort() <= LARGEST_PORT
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getRef() == null;
    }
}
