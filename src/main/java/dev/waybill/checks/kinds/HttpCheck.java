package dev.waybill.checks.kinds;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a URL: its status decides, or a value in its JSON. */
public final class HttpCheck implements Check {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Fetching fetching;

    /** @param variables of the server's environment, which name proxies and CAs */
    public HttpCheck(Map<String, String> variables) {
        this.fetching = new Fetching(variables);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required("url", Setting.Kind.SECRET_OR_TEXT).withExample("https://ci.example.com/builds/{sha}"),
                Setting.optional("headers", Setting.Kind.HEADERS),
                Setting.optional("timeout", Setting.Kind.DURATION).withExample(10),
                Setting.optional("status", Setting.Kind.WHOLE_NUMBER).withExample(200),
                Setting.optional("json", Setting.Kind.TEXT).withExample("build.state"),
                Setting.optional("value", Setting.Kind.TEXTS).withExample("passed"),
                Setting.optional("pending", Setting.Kind.TEXTS).withExample(List.of("queued", "running")));
    }

    @Override
    public boolean dependsOnEnvironment(Map<String, Object> settings) {
        return !(settings.get("url") instanceof String url) || url.contains("{env}");
    }

    @Override
    public boolean dependsOnRef(Map<String, Object> settings) {
        return !(settings.get("url") instanceof String url) || url.contains("{ref}");
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        return Stream.concat(CommonSettings.review(settings), own(settings)).toList();
    }

    private static Stream<Remark> own(Map<String, Object> settings) {
        var url = settings.get("url") instanceof String text ? objectionToUrl(text) : null;
        var unused = settings.containsKey("json") || !settings.containsKey("value")
                ? null
                : "the value of the http check is not used; say where it is in the answer (json)";
        return Stream.concat(
                Stream.ofNullable(url).map(why -> new Remark("url", why, true)),
                Stream.ofNullable(unused).map(why -> new Remark("value", why, false)));
    }

    private static @Nullable String objectionToUrl(String text) {
        var sample = new Placeholders("a", "a", "a", "a").in(text);
        try {
            Fetching.valid(URI.create(sample));
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return "must be an http or https URL with a host, without a user name; placeholders are {sha} {ref} {app} {env}";
        }
    }

    @Override
    public CheckAnswer ask(CheckContext context) throws InterruptedException {
        var settings = context.settings();
        try {
            var placeholders = new Placeholders(context.sha(), context.ref(), context.app(), context.environment());
            var url = URI.create(placeholders.in(String.valueOf(settings.get("url"))));
            var given = Durations.of(settings.get("timeout")).orElse(LONGEST);
            var timeout = given.compareTo(LONGEST) < 0 ? given : LONGEST;
            var page = fetching.get(url, headers(settings), timeout);
            return new Verdict(Expectation.of(settings), context.now()).on(page, url);
        } catch (IllegalArgumentException e) {
            return new CheckAnswer.Unreadable(
                    "the url of the check is not valid; correct it in the app's configuration");
        } catch (Fetching.Refused e) {
            return new CheckAnswer.Unreadable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new CheckAnswer.Unreachable(String.valueOf(e.getMessage()), null);
        }
    }

    private static Map<String, String> headers(Map<String, Object> settings) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (settings.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        return headers;
    }
}
