package dev.waybill.watches;

import dev.waybill.apps.App;
import dev.waybill.vcs.RepositoryUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A repository as some apps reach it. Those with other credentials may see other refs of it, or none, so they do not share it.
 *
 * @param key determined by the URL and the credentials
 * @param wishers the apps, at least one; the first one's credentials are used
 * @param wish what they want together
 * @param wishDigest changes with the apps and their wishes
 */
record Repository(String key, RepositoryUrl url, List<Wisher> wishers, Wish wish, String wishDigest) {
    record Wisher(App app, Wish wish) {}

    static Repository of(String key, RepositoryUrl url, List<Wisher> wishers) {
        var together = Wish.all(wishers.stream().map(Wisher::wish).toList());
        return new Repository(key, url, List.copyOf(wishers), together, digest(wishers));
    }

    /** The repositories of all apps for which something is wanted. */
    static List<Repository> all(List<App> apps, Demand demand) {
        Map<String, List<Wisher>> wishers = new LinkedHashMap<>();
        for (var app : apps) {
            var wish = app.retiredAt() == null ? demand.of(app) : null;
            if (wish != null && !wish.isEmpty()) {
                wishers.computeIfAbsent(key(app), _ -> new ArrayList<>()).add(new Wisher(app, wish));
            }
        }
        return wishers.entrySet().stream()
                .map(each -> of(
                        each.getKey(), each.getValue().getFirst().app().config().repositoryUrl(), each.getValue()))
                .toList();
    }

    static String key(App app) {
        var access = app.config().access();
        return digest("%s\n%s\n%s\n%s\n%s"
                .formatted(
                        app.config().repository(),
                        access.sshKey(),
                        access.username(),
                        access.password(),
                        access.sshKey() == null && access.password() == null ? "" : app.isOfFile()));
    }

    App asker() {
        return wishers.getFirst().app();
    }

    private static String digest(List<Wisher> wishers) {
        var text = new StringBuilder();
        wishers.forEach(it -> text.append(it.app().id().value())
                .append(' ')
                .append(it.wish().text())
                .append('\0'));
        return digest(text.toString());
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
