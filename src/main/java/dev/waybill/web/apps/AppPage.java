package dev.waybill.web.apps;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.web.shown.DeployRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of an app.
 *
 * @param ahead null if it has no environment that the reader may read
 * @param last its newest deploys
 * @param tasks the environments of each task other than deploy
 * @param unseen since when its repository does not answer, and why; null if it does
 * @param starred whether it has a star of the reader
 * @param url the server's public URL
 */
public record AppPage(
        App app,
        List<Stop> stops,
        @Nullable Ahead ahead,
        List<Next> next,
        List<DeployRow> last,
        Map<String, List<String>> tasks,
        @Nullable String unseen,
        boolean starred,
        Instant now,
        String url) {
    public String path() {
        return "/apps/" + app.name();
    }

    /** Its repository without credentials. */
    public String repository() {
        return app.config().repositoryUrl().toString();
    }

    /** The page of its repository, if that is one. */
    public Optional<String> repositoryPage() {
        var text = repository();
        return text.startsWith("https://") ? Optional.of(text.replaceFirst("\\.git$", "")) : Optional.empty();
    }

    /** The environment that counts most. */
    public String usual() {
        return stops.isEmpty()
                ? AppConfig.PRODUCTION
                : AheadReader.main(app, stops).environment();
    }

    /** Why the reader can deploy to none of them; empty if they can. */
    public String objection() {
        return stops.stream().anyMatch(stop -> stop.offer().objection().isEmpty()) || stops.isEmpty()
                ? ""
                : stops.getLast().offer().objection();
    }
}
