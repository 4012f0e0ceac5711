package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A release and its deploy at Sentry. To create a release once more changes nothing. A deploy would be there twice, so those of the
 * release are read first.
 */
record SentryApi(Posting posting, NotifierContext context, SentryJson json) {
    /** Of all requests together. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private static final String USUAL_ROOT = "https://sentry.io/api/0";

    Told tell() throws InterruptedException {
        try {
            var organization = Urls.below(
                    Urls.text(context.settings(), SentryNotifier.API_ROOT, USUAL_ROOT),
                    "organizations",
                    Urls.text(context.settings(), SentryNotifier.ORGANIZATION, ""),
                    "");
            return json.notice().isSample() ? send(read(organization)) : create(organization);
        } catch (IOException e) {
            return new Told.Failed("", "its %s %s".formatted(SentryNotifier.API_ROOT, e.getMessage()), true, null);
        }
    }

    private Told create(String organization) throws IOException, InterruptedException {
        var projects = CommonSettings.texts(context.settings(), SentryNotifier.PROJECT);
        var releases = Urls.below(organization, "releases", "");
        var release = send(write(releases, json.release(projects)));
        if (!(release instanceof Told.Delivered)) {
            return release;
        }
        var deploys = Urls.below(releases, json.sha(), "deploys", "");
        var list = read(deploys);
        try {
            var answer = ask(list);
            if (!answer.isSuccess()) {
                return posting.judged(list, answer);
            }
            return isIn(answer.body())
                    ? new Told.Delivered(list.toString(), "the deploy is there already")
                    : send(write(deploys, json.deploy(projects)));
        } catch (Unreached e) {
            return Posting.failed(list, e);
        }
    }

    private Told send(Message message) throws InterruptedException {
        try {
            return posting.judged(message, ask(message));
        } catch (Unreached e) {
            return Posting.failed(message, e);
        }
    }

    private Answer ask(Message message) throws Unreached, InterruptedException {
        var passed = Duration.between(posting.now(), context.now());
        var left = passed.isNegative() ? LONGEST : LONGEST.minus(passed); // the clock can be set back
        return posting.receivers().send(message, left);
    }

    /** An answer that is no list holds no deploy. */
    private boolean isIn(String answer) {
        try {
            return JsonMapper.shared()
                    .readTree(answer)
                    .valueStream()
                    .anyMatch(it -> it.path("name").asString("").equals(json.name())
                            && it.path("environment").asString("").equals(json.environment()));
        } catch (JacksonException e) {
            return false;
        }
    }

    private Message read(String url) throws IOException {
        return new Message("GET", Receivers.url(url), headers(), "");
    }

    private Message write(String url, Map<String, Object> body) throws IOException {
        return Message.json(Receivers.url(url), headers(), JsonMapper.shared().writeValueAsString(body));
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + Urls.text(context.settings(), SentryNotifier.TOKEN, ""));
    }
}
