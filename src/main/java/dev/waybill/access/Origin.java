package dev.waybill.access;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454), normalised so that equal origins compare as equal.
 *
 * @param host in lower case, in its ASCII form
 * @param port explicit, even if it is the default
 */
public record Origin(String scheme, String host, int port) {
    /** The message for other texts. */
    public static final String RULE =
            "must be like https://deploy.example.com, without a path, a user or a query, its port at most 65535 and letters beyond ASCII in their xn-- spelling; Waybill needs a host name, or a port, of its own";

    private static final Pattern FORM = Pattern.compile(
            "(https?)://([^/?#@:\\[\\]\\s\\\\]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?/*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[.*]");
    private static final int LARGEST_PORT = 65_535;

    /** Empty unless the text is a scheme, a host, optionally a port, and nothing else. */
    public static Optional<Origin> of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var scheme = matcher.group(1).toLowerCase(Locale.ROOT);
            var host = host(matcher.group(2).toLowerCase(Locale.ROOT));
            var port = matcher.group(3) == null ? usualPort(scheme) : Integer.parseInt(matcher.group(3));
            return HOST.matcher(host).matches() && port > 0 && port <= LARGEST_PORT
                    ? Optional.of(new Origin(scheme, host, port))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a valid name in the DNS
        }
    }

    /**
     * Refuses names that Java changes: for browsers, whose rules (IDNA 2008) keep letters such as the sharp s, they are other
     * domains.
     */
    private static String host(String name) {
        var ascii = IDN.toASCII(name);
        var isKept = name.equals(ascii) || IDN.toUnicode(ascii).equals(Normalizer.normalize(name, Normalizer.Form.NFC));
        if (!isKept) {
            throw new IllegalArgumentException(name);
        }
        return ascii.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** As a URL, without a slash at its end. */
    @Override
    public String toString() {
        return "%s://%s%s".formatted(scheme, host, port == usualPort(scheme) ? "" : ":" + port);
    }
}
