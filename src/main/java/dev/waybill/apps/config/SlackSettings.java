package dev.waybill.apps.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The app of Slack through which people talk to the server.
 *
 * @param appToken opens connections, {@code xapp-…}
 * @param token that of its bot, {@code xoxb-…}
 * @param channels the ids of the only channels where people are answered; empty for all
 * @param users the names of users, by the ids of members or by e-mail addresses in lower case
 * @param apiRoot of Slack's Web API; null for Slack's own
 */
public record SlackSettings(
        SecretReference appToken,
        SecretReference token,
        List<String> channels,
        Map<String, String> users,
        @Nullable String apiRoot) {
    private static final SecretReference NONE = new SecretReference("", null);

    static @Nullable SlackSettings read(Section file) {
        var slack = file.section("slack", "an app of Slack, such as {\"app_token\": …, \"token\": …}");
        if (slack == null) {
            return null;
        }
        try (slack) {
            return new SlackSettings(
                    secret(slack, "app_token"), secret(slack, "token"), channels(slack), users(slack), root(slack));
        }
    }

    private static SecretReference secret(Section slack, String key) {
        var reference = SecretReference.in(slack.value(key));
        if (reference.isEmpty()) {
            slack.mistake(key, "must be given as {\"file\": \"PATH\"} or {\"env\": \"NAME\"}");
        }
        return reference.orElse(NONE);
    }

    private static List<String> channels(Section slack) {
        var channels = slack.texts("channels", "a list of ids of channels, such as C0123456789");
        if (slack.has("channels") && channels.isEmpty()) {
            slack.mistake("channels", "must have at least one id; leave it out for all channels");
        }
        channels.stream()
                .filter(id -> !id.matches("[CGD][A-Z0-9]{1,30}"))
                .forEach(id -> slack.mistake(
                        "channels",
                        "\"%s\" is not the id of a channel, such as C0123456789; it is at the end of the channel's details"
                                .formatted(id)));
        return channels;
    }

    private static Map<String, String> users(Section slack) {
        var users = new LinkedHashMap<String, String>();
        slack.map("users", "the names of users by member ids or e-mail addresses")
                .forEach((member, name) -> {
                    if (!isMember(member)) {
                        slack.mistake(
                                "users." + member,
                                "is neither a member id of Slack, such as U0123456789, nor an e-mail address");
                    } else if (!(name instanceof String user && user.matches("[^\\p{Cntrl}]{1,200}"))) {
                        slack.mistake("users." + member, "must be the name of a user");
                    } else if (users.put(member.contains("@") ? member.toLowerCase(Locale.ROOT) : member, user)
                            != null) {
                        slack.mistake("users." + member, "is there twice");
                    }
                });
        return users;
    }

    private static boolean isMember(String text) {
        return text.matches("[UW][A-Z0-9]{1,30}|[^\\s@<>,]+@[^\\s@<>,]+");
    }

    private static @Nullable String root(Section slack) {
        var root = slack.text("api_root", "a URL, such as https://slack.com/api");
        if (root != null && !root.matches("https?://[^\\s/]+(/\\S*)?")) {
            slack.mistake("api_root", "must be a URL, such as https://slack.com/api");
        }
        return Optional.ofNullable(root).map(it -> it.replaceFirst("/+$", "")).orElse(null);
    }
}
