package dev.waybill.forge;

import static dev.waybill.spi.Setting.optional;

import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that all kinds of code hosts have. */
public final class ForgeSettings {
    public static final Setting API_ROOT = optional("api_root", Kind.TEXT).withExample("https://git.example.com/api");
    public static final Setting REPO = optional("repo", Kind.TEXT).withExample("acme/shop");
    public static final Setting CONTEXTS = optional("contexts", Kind.TEXTS).withExample(List.of("build", "lint"));
    public static final Setting REQUIRED = optional("required", Kind.FLAG);
    public static final Setting COMMIT_STATUS = optional("commit_status", Kind.FLAG);
    public static final Setting COMMENTS =
            optional("comment_on_pull_requests", Kind.TEXTS).withExample(List.of("production"));
    public static final Setting ACCEPT_DEPLOYMENTS =
            optional("accept_deployments", Kind.OBJECT).withExample(Map.of("from", List.of("alice", "hubot[bot]")));

    public static final Setting WEBHOOK_SECRET = optional("webhook_secret", Kind.SECRET);

    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    private ForgeSettings() {}

    static List<Remark> review(Map<String, Object> settings) {
        var root =
                settings.get(API_ROOT.name()) instanceof String text ? objectionToRoot(text) : Optional.<String>empty();
        var repo = settings.get(REPO.name()) instanceof String text ? objectionToRepo(text) : Optional.<String>empty();
        var others = Stream.of(
                        root.map(why -> new Remark(API_ROOT.name(), why, true)),
                        repo.map(why -> new Remark(REPO.name(), why, true)),
                        plain(settings))
                .flatMap(Optional::stream);
        return Stream.concat(others, AcceptanceReview.of(settings.get(ACCEPT_DEPLOYMENTS.name())).stream())
                .toList();
    }

    private static Optional<Remark> plain(Map<String, Object> settings) {
        return String.valueOf(settings.get(API_ROOT.name())).regionMatches(true, 0, "http:", 0, 5)
                ? Optional.of(new Remark(
                        API_ROOT.name(),
                        "api_root uses http, which sends the credential unencrypted; use https",
                        false))
                : Optional.empty();
    }

    /** Why this cannot be the root of an API, as the end of a sentence; empty if it can. */
    public static Optional<String> objectionToRoot(String text) {
        try {
            var root = new URI(text);
            var isRoot = String.valueOf(root.getScheme()).matches("(?i)https?")
                    && root.getHost() != null
                    && root.getRawUserInfo() == null
                    && root.getRawQuery() == null
                    && root.getRawFragment() == null;
            return isRoot ? Optional.empty() : Optional.of(NO_ROOT);
        } catch (URISyntaxException e) {
            return Optional.of(NO_ROOT);
        }
    }

    private static final String NO_ROOT =
            "must be an http or https URL with a host, without a user, query or fragment, such as https://git.example.com/api";

    /** The root of an API in the form in which equal roots are equal. */
    public static URI root(String valid) {
        var root = URI.create(valid);
        var scheme = root.getScheme().toLowerCase(Locale.ROOT);
        var isUsual = root.getPort() < 0 || root.getPort() == (scheme.equals("https") ? 443 : 80);
        var path = root.getRawPath().replaceFirst("/+$", "");
        return URI.create("%s://%s%s%s"
                .formatted(scheme, root.getHost().toLowerCase(Locale.ROOT), isUsual ? "" : ":" + root.getPort(), path));
    }

    /** Why this cannot be a repository, as the end of a sentence; empty if it can. */
    public static Optional<String> objectionToRepo(String text) {
        var parts = text.split("/", -1);
        var isRepo = parts.length == 2
                && Stream.of(parts).allMatch(it -> SEGMENT.matcher(it).matches());
        return isRepo
                ? Optional.empty()
                : Optional.of("must be the owner and the name of a repository, such as acme/shop");
    }
}
