package dev.waybill.notifiers.slack;

import dev.waybill.receivers.Receivers;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A bot in a channel.
 *
 * @param root of the Web API, without a slash at its end
 * @param channel the id or the name, as it is configured
 * @param isAnswered whether people can press its buttons
 */
record Bot(String root, String token, String channel, boolean isAnswered) {
    private static final String SLACK = "https://slack.com/api";

    /** @throws IOException with the end of a sentence about the notifier */
    static Bot of(Map<String, Object> settings) throws IOException {
        var token = String.valueOf(settings.get("token")).strip();
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IOException("its token is not one of Slack; give the bot token, which begins with xoxb-");
        }
        var root = String.valueOf(settings.getOrDefault("api_root", SLACK)).strip();
        return new Bot(root.replaceFirst("/+$", ""), token, String.valueOf(settings.get("channel")), false);
    }

    /** The same in another channel. */
    Bot in(String other) {
        return new Bot(root, token, other, isAnswered);
    }

    /** The same, whose buttons people can press. */
    Bot answered() {
        return new Bot(root, token, channel, true);
    }

    URI url(String method) throws IOException {
        return Receivers.url(root + "/" + method);
    }

    @Override
    public String toString() {
        return channel;
    }
}
