package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.MarkedComment;
import java.util.Map;

/** Comments of pull requests, which are issues to GitHub. Immutable. */
record Comments(JsonClient client, String root) {
    private static final int MOST_PAGES = 50;

    /** Looks first, because the answer to an earlier attempt may have been lost. */
    void add(int pullRequest, MarkedComment comment) throws ForgeFailure, InterruptedException {
        var path = "%s/issues/%d/comments".formatted(root, pullRequest);
        var all = client.pages(path + "?per_page=100", page -> page, MOST_PAGES);
        if (all.stream().noneMatch(comment::isIn)) {
            post(path, comment);
        }
    }

    /**
     * A locked conversation answers as if the credential lacked a permission, and a pull request that was just read as if it did
     * not exist if the scope of the token does not cover comments.
     */
    private void post(String path, MarkedComment comment) throws ForgeFailure, InterruptedException {
        try {
            client.post(path, Map.of("body", comment.body()));
        } catch (ForgeFailure e) {
            var why = String.valueOf(e.getMessage());
            throw switch (e.kind()) {
                case FORBIDDEN -> why.contains("locked") ? new ForgeFailure(Kind.INVALID, why) : e;
                case MISSING ->
                    new ForgeFailure(
                            Kind.FORBIDDEN,
                            why + ", but it can be read: grant the credential \"Pull requests: write\"");
                default -> e;
            };
        }
    }
}
