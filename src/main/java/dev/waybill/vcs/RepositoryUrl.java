package dev.waybill.vcs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The location of a repository: an https, http, ssh, git or file URL, the short form of SSH ({@code git@host:path}), or
 * a path. Must not contain a password, because URLs are shown on pages and in the process list.
 */
public record RepositoryUrl(String text) {
    private static final Pattern WITH_SCHEME = Pattern.compile("(https?|ssh|git|file)://[^\\s\\x00-\\x1f]+");
    private static final Pattern LIKE_SCP =
            Pattern.compile("([A-Za-z0-9._-]+@)?([A-Za-z0-9._-]+):(?!:|//)[^\\s\\x00-\\x1f]+");
    private static final Pattern PATH = Pattern.compile("/[^\\x00-\\x1f]+");
    private static final Pattern AUTHORITY = Pattern.compile("[a-z]+://(?:[^/@]*@)?(\\[[^\\]]*\\]|[^/:]+)");
    private static final Pattern SSH_AUTHORITY = Pattern.compile("ssh://(?:[^/@]*@)?([^/@]+)");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/@]+");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern PASSWORD = Pattern.compile("(?i)[a-z]+://[^/@]*:[^/@]*@.*");
    private static final Pattern TOKEN_AS_USER = Pattern.compile("(?i)https?://[^/@]+@.*");
    private static final Pattern ANY_USER = Pattern.compile("(?i)(https?|git)://[^/@]*@.*");
    /** A password that contains a slash; a number before the slash is a port. */
    private static final Pattern PASSWORD_WITH_SLASH = Pattern.compile("(?i)[a-z]+://[^/@:\\[]*:(?![0-9]*/)[^@]*@.*");
    /** {@code user:password@host:path} is not valid in git, but people try it. */
    private static final Pattern PASSWORD_LIKE_SCP = Pattern.compile("[^/@:]+:[^/@]+@[^/@:]+:.*");

    /** A scheme without slashes, which git takes for an SSH host. */
    private static final Pattern BROKEN_SCHEME =
            Pattern.compile("(?i)([^/@:]*@)?(https?|ssh|git|file|ftps?):(?!//).*|(https?|ssh|git):///.*");
    /** An {@code @} after the first colon, unless it starts a name, such as {@code @scope} after {@code user@host:}. */
    private static final Pattern PASSWORD_WITHOUT_SCHEME = Pattern.compile("[^@:]*:.*@.*|[^:]*@[^:]*:.*[^/:]@.*");
    /** A URL inside the path of another one. */
    private static final Pattern PASSWORD_IN_PATH =
            Pattern.compile("(?i)[a-z]+://[^/]*/.*[^/:]:[^/@]+@.*|.*/.*://[^/@]*@.*");

    private static final Pattern PARAMETERS = Pattern.compile("(?i).*[?#;].*|.*(&|%3b|%3f|%23|%26)[^/]*(=|%3d).*");
    /** How often a URL is decoded: some clients encode twice. */
    private static final int DECODINGS = 3;

    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+.-]*):.*");

    private static final String WITH_PASSWORD =
            "repository contains a user, a password or a token, which would be shown with the URL; leave it out, and give the app"
                    + " \"credentials\", {username: …, password: {file: …}}, or use a credential helper of git";

    public RepositoryUrl {
        malformed(text).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /** Why this cannot be the repository of an app, without repeating secrets; empty if it can. */
    public static Optional<String> objection(String text) {
        if (isPath(text)) {
            return isPercentEncoded(text)
                    ? malformed(text)
                    : Optional.of("repository has a % without two hexadecimal digits after it; write %25 for a %");
        }
        if (decodings(text).anyMatch(RepositoryUrl::holdsPassword)) {
            return Optional.of(WITH_PASSWORD);
        }
        if (PARAMETERS.matcher(text).matches()) {
            return Optional.of(
                    "repository has a query, a fragment or parameters (?, # or ;), which could contain a token and would be shown"
                            + " with the URL; leave them out, and give the app \"credentials\", {username: …, password: {file: …}}");
        }
        return BROKEN_SCHEME.matcher(text).matches() ? Optional.of(notOne(text)) : malformed(text);
    }

    private static boolean holdsPassword(String text) {
        return text.contains("://")
                ? ANY_USER.matcher(text).matches()
                        || PASSWORD.matcher(text).matches()
                        || PASSWORD_WITH_SLASH.matcher(text).matches()
                        || PASSWORD_IN_PATH.matcher(text).matches()
                : PASSWORD_LIKE_SCP.matcher(text).matches()
                        || PASSWORD_WITHOUT_SCHEME.matcher(text).matches();
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") || text.startsWith("file:///");
    }

    private static boolean isPercentEncoded(String text) {
        return text.startsWith("/") || !text.matches("(?s).*%(?![0-9A-Fa-f]{2}).*");
    }

    /** The text, and the results of decoding it repeatedly. */
    private static Stream<String> decodings(String text) {
        return Stream.iterate(text, RepositoryUrl::decoded).limit(DECODINGS + 1L);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Also accepts what earlier versions stored. */
    private static Optional<String> malformed(String text) {
        if (PASSWORD.matcher(text).matches() || TOKEN_AS_USER.matcher(text).matches()) {
            return Optional.of(WITH_PASSWORD);
        }
        if (text.startsWith("-")
                || !(WITH_SCHEME.matcher(text).matches()
                        || PATH.matcher(text).matches()
                        || LIKE_SCP.matcher(text).matches())) {
            return Optional.of(notOne(text));
        }
        return Optional.empty();
    }

    private static String notOne(String text) {
        return "repository \"%s\" is not a git URL; give https://host/path, ssh://git@host/path, git@host:path, file:///path or /path"
                .formatted(harmless(text));
    }

    /** Masks secrets, for display; earlier versions accepted URLs with tokens. */
    public static String shown(String text) {
        if (objection(text).isEmpty()) {
            return text;
        }
        var cut = isPath(text) ? text : text.replaceFirst("(?s)([?#;]|(?i:%3f|%23|%3b)).*", "");
        return objection(cut).isEmpty() ? cut : harmless(cut);
    }

    /** In malformed URLs any part but the scheme may be secret. */
    private static String harmless(String text) {
        var scheme = SCHEME.matcher(text);
        var isPlain = text.matches("[A-Za-z0-9/._-]{0,120}");
        return isPlain ? text : scheme.matches() && scheme.group(1).length() < 20 ? scheme.group(1) + ":…" : "…";
    }

    /** Whether it is on this machine. */
    public boolean isLocal() {
        return text.startsWith("/") || text.startsWith("file://");
    }

    /**
     * The path on this machine, as git reads it: in a {@code file://} URL it is percent-encoded, and a host is its
     * first directory (parse_connect_url() in git's connect.c). Empty if the repository is elsewhere, or if the path is
     * invalid.
     */
    public Optional<String> path() {
        if (!text.startsWith("file://")) {
            return Optional.of(text).filter(it -> it.startsWith("/"));
        }
        if (!isPercentEncoded(text)) {
            return Optional.empty();
        }
        var path = decoded(text.substring("file://".length()));
        return Optional.of(path.startsWith("/") ? path : "/" + path);
    }

    /** The host; empty for a repository on this machine. */
    public Optional<String> host() {
        if (isLocal()) {
            return Optional.empty();
        }
        var scp = LIKE_SCP.matcher(text);
        if (scp.matches() && !text.contains("://")) {
            return Optional.of(scp.group(2));
        }
        var authority = AUTHORITY.matcher(text);
        return authority.lookingAt() ? Optional.of(authority.group(1)) : Optional.empty();
    }

    /** The host of an SSH repository, with its port if the URL has one; empty for other repositories. */
    public Optional<String> sshHost() {
        var authority = SSH_AUTHORITY.matcher(text);
        return authority.lookingAt()
                ? Optional.of(authority.group(1))
                : text.contains("://") ? Optional.empty() : host();
    }

    /** Scheme, host and port, such as {@code https://example.com:8443}; empty unless it uses HTTP or HTTPS. */
    Optional<String> origin() {
        var origin = ORIGIN.matcher(text);
        return origin.lookingAt() ? Optional.of(origin.group()) : Optional.empty();
    }

    /** Scheme, host and port, normalized; empty for repositories on this machine and for the git protocol. */
    public Optional<String> place() {
        var origin = origin();
        return (origin.isPresent() ? origin : sshHost().map(host -> "ssh://" + host))
                .map(place -> place.toLowerCase(Locale.ROOT))
                .map(place -> PORT.matcher(place).find() ? place : place + port(place));
    }

    private static String port(String place) {
        return place.startsWith("https:") ? ":443" : place.startsWith("http:") ? ":80" : ":22";
    }

    /** A directory name for this URL; equal texts have equal names. */
    public String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return shown(text);
    }
}
