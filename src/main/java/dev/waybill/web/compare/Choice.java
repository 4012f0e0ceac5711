package dev.waybill.web.compare;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.web.frame.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What somebody wants to compare.
 *
 * @param app its name; empty if none was chosen
 * @param from a deploy such as {@code production#42}, an environment, or a ref
 * @param to the same
 * @param apps that the reader can choose
 */
public record Choice(String app, String from, String to, List<App> apps) {
    private static final Pattern DEPLOY = Pattern.compile("([^#/:]*)[#/]([0-9]{1,9})");
    /** A commit has at least seven digits. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    static Choice of(Visit visit, List<App> apps) {
        return new Choice(
                visit.query("app").orElse(apps.size() == 1 ? apps.getFirst().name() : ""),
                visit.query("from").orElse(""),
                visit.query("to").orElse(""),
                apps);
    }

    boolean isComplete() {
        return !app.isEmpty() && !from.isEmpty() && !to.isEmpty();
    }

    /** In the words of the API, where an environment begins with a colon. */
    String ref(String text) {
        if (environments().contains(text)) {
            return ":" + text;
        }
        var deploy = DEPLOY.matcher(NUMBER.matcher(text).matches() ? "#" + text : text);
        if (!deploy.matches()) {
            return text;
        }
        var environment = deploy.group(1).isEmpty() ? usual() : deploy.group(1);
        return environments().contains(environment) ? ":%s#%s".formatted(environment, deploy.group(2)) : text;
    }

    private String usual() {
        return apps.stream()
                .filter(it -> it.name().equals(app))
                .findFirst()
                .map(it -> it.config().defaultEnvironment())
                .orElse(AppConfig.PRODUCTION);
    }

    /** Those of the chosen app, or of all. */
    public List<String> environments() {
        var names = new TreeSet<String>();
        apps.stream()
                .filter(it -> app.isEmpty() || it.name().equals(app))
                .forEach(it -> names.addAll(it.config().shownEnvironments().keySet()));
        names.add(AppConfig.PRODUCTION);
        return List.copyOf(names);
    }

    /** The page with both sides exchanged. */
    public String swapped() {
        return "/compare?" + joined(Map.of("app", app), to, from);
    }

    String api() {
        return "/api/0/apps/%s/changes/?%s".formatted(app, joined(Map.of(), ref(from), ref(to)));
    }

    private static String joined(Map<String, String> first, String from, String to) {
        var all = new LinkedHashMap<>(first);
        all.put("from", from);
        all.put("to", to);
        return String.join(
                "&",
                all.entrySet().stream()
                        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }
}
