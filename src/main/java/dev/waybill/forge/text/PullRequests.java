package dev.waybill.forge.text;

import dev.waybill.forge.Origin.PullRequest;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads pull requests, whose fields have other names at other places. */
public final class PullRequests {
    /** As many are kept of a commit. */
    public static final int MOST = 5;

    private static final int MOST_LABELS = 100;

    /** In code points; code hosts allow less. */
    private static final int LONGEST_LABEL = 100;

    private PullRequests() {}

    /**
     * Empty if it is none that people could find.
     *
     * @param link the name of the field with the link
     * @param author the name of the field with whoever opened it
     */
    public static Optional<PullRequest> read(JsonNode pull, String link, String author, boolean isMerged) {
        var number = pull.path("number").asInt(0);
        var page = Fields.link(pull, link);
        if (number <= 0 || page == null) {
            return Optional.empty();
        }
        var labels = pull.path("labels");
        var names = (labels.isArray() ? labels : labels.path("nodes"))
                .valueStream()
                .flatMap(it -> Optional.ofNullable(Fields.words(it, "name")).stream())
                .limit(MOST_LABELS)
                .map(it -> HostileText.cut(it, LONGEST_LABEL))
                .toList();
        var title = Objects.requireNonNullElse(Fields.words(pull, "title"), "");
        return Optional.of(
                new PullRequest(number, title, page, Fields.words(pull.path(author), "login"), isMerged, names));
    }
}
