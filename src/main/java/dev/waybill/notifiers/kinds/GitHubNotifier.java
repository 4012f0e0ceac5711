package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.bodies.Texts;
import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Sets a status of the commit at GitHub: pending while a deploy runs, and how it has ended. */
public final class GitHubNotifier implements Notifier {
    private static final String REPO = "repo";
    private static final String API_ROOT = "api_root";
    private static final String TOKEN = "token";
    private static final String USUAL_ROOT = "https://api.github.com";
    private static final int LONGEST = 140;

    private final Receivers receivers;

    public GitHubNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(REPO, Kind.TEXT).withExample("acme/shop"),
                Setting.optional(API_ROOT, Kind.TEXT).withExample("https://github.example.com/api/v3"),
                Setting.optional(TOKEN, Kind.SECRET_OR_TEXT));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return Stream.concat(CommonSettings.review(app.settings()), Urls.reviewRoot(app.settings(), API_ROOT))
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var state = state(notice.topic());
        var deploy = notice.deploy();
        var sha = deploy == null ? null : deploy.sha();
        if (state.isEmpty() || sha == null) {
            return Posting.NOTHING;
        }
        var settings = context.settings();
        var repository = Urls.below(
                Urls.text(settings, API_ROOT, USUAL_ROOT),
                Stream.concat(
                                Stream.of("repos"),
                                Stream.of(Urls.text(settings, REPO, "").split("/")))
                        .toArray(String[]::new));
        var posting = new Posting(receivers, context.now());
        if (notice.isSample()) { // only whether the repository can be read: there is no such commit
            return posting.send(API_ROOT, repository, url -> new Message("GET", url, headers(settings), ""));
        }
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "state", state.get(),
                        "target_url", notice.url(),
                        "description", Texts.cut(notice.sentence(), LONGEST),
                        "context", "waybill/" + notice.environment()));
        return posting.send(
                API_ROOT, Urls.below(repository, "statuses", sha), url -> Message.json(url, headers(settings), body));
    }

    private static Map<String, String> headers(Map<String, Object> settings) {
        var headers = new TreeMap<String, String>();
        headers.put("Accept", "application/vnd.github+json");
        headers.put("X-GitHub-Api-Version", "2022-11-28");
        if (settings.get(TOKEN) instanceof String token) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    private static Optional<String> state(Topic topic) {
        return switch (topic) {
            case STARTED -> Optional.of("pending");
            case SUCCEEDED, ROLLED_BACK -> Optional.of("success");
            case FAILED, TIMED_OUT -> Optional.of("failure");
            case INTERRUPTED, CANCELLED -> Optional.of("error");
            default -> Optional.empty();
        };
    }
}
