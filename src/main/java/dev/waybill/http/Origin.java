package dev.waybill.http;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something on the web comes from (RFC 6454): two that mean the same are equal, whatever their spelling.
 *
 * @param host in lower case, as the DNS has it
 * @param port also where it goes without saying
 */
public record Origin(String scheme, String host, int port) {
    private static final Pattern FORM = Pattern.compile(
            "(https?)://([^/?#@:\\[\\]\\s\\\\]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?/*", Pattern.CASE_INSENSITIVE);

    /** Empty unless the text is the address of a whole host: a scheme, a host, perhaps a port, and nothing more. */
    public static Optional<Origin> of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var scheme = matcher.group(1).toLowerCase(Locale.ROOT);
            var host = IDN.toASCII(matcher.group(2)).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            var port = matcher.group(3) == null ? usualPort(scheme) : Integer.parseInt(matcher.group(3));
            return Optional.of(new Origin(scheme, host, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name that the DNS could have
        }
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
