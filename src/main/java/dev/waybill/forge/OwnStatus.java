package dev.waybill.forge;

import java.util.regex.Pattern;

/**
 * The commit statuses that Waybill publishes. They are known by their name and their link together, so that those of other
 * programs count as what they are, whatever they are called.
 */
public final class OwnStatus {
    private static final Pattern NAME = Pattern.compile("waybill/(?:[^/]+/)?([^/]+)");
    private static final Pattern LINK = Pattern.compile("https?://.*/apps/[^/]+/([^/]+)/[0-9]+");

    private OwnStatus() {}

    public static String name(String environment) {
        return "waybill/" + environment;
    }

    /** For an app that shares its repository with others. */
    public static String name(String app, String environment) {
        return "waybill/%s/%s".formatted(app, environment);
    }

    /** Whether deploys of an app to an environment publish it: if they required it, they would wait for themselves. */
    public static boolean isOf(String app, String environment, String status) {
        return status.equals(name(environment)) || status.equals(name(app, environment));
    }

    /** Whether a check of that name may be a status of some environment. */
    public static boolean canBe(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The page of a deploy, to which its status leads.
     *
     * @param url the server's public URL
     */
    public static String link(String url, String app, String environment, int number) {
        return "%s/apps/%s/%s/%d".formatted(url, app, environment, number);
    }

    /** Whether this server or another one published it. */
    public static boolean isOne(CheckReport report) {
        var name = NAME.matcher(report.name());
        var link = LINK.matcher(report.link() == null ? "" : report.link());
        return name.matches() && link.matches() && name.group(1).equals(link.group(1));
    }
}
