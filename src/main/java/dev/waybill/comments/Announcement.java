package dev.waybill.comments;

import dev.waybill.deploys.Deploy;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.OwnStatus;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import dev.waybill.wire.Times;
import java.util.List;
import java.util.Objects;

/** What is said about one deploy on pull requests. */
record Announcement(Db db, Time time, Deploy deploy, Forge forge, CommentStore.Place place) {
    /**
     * Comments on a pull request, unless an earlier attempt did, and says what was done. One that is locked or gone gets none.
     *
     * @param url the server's public URL
     */
    String on(int pull, String url) throws ForgeFailure, InterruptedException {
        try {
            forge.comment(pull, text(url), "live/%s/%s".formatted(deploy.appName(), deploy.environment()));
            keep(pull, true);
            return "commented on %d".formatted(pull);
        } catch (ForgeFailure e) {
            requireThatOnlyThisOneFails(e);
            keep(pull, false);
            return "no comment on %d: %s".formatted(pull, e.getMessage());
        }
    }

    private void requireThatOnlyThisOneFails(ForgeFailure failure) throws ForgeFailure, InterruptedException {
        switch (failure.kind()) {
            case INVALID -> {}
            case MISSING -> forge.origins(List.of(sha())); // fails if it is the repository that is gone
            case UNREACHABLE, LIMITED, UNAUTHORIZED, FORBIDDEN, CONFLICT -> throw failure;
        }
    }

    /** A name like shop/production#42 would be a link to something else at code hosts. */
    private String text(String url) {
        var since = deploy.state() instanceof Deploy.Finished finished ? Times.minute(finished.at()) : "now";
        return "Live in %s since %s: [deploy %d of %s](%s), commit %s"
                .formatted(
                        deploy.environment(),
                        since,
                        deploy.number(),
                        deploy.appName(),
                        OwnStatus.link(url, deploy.appName(), deploy.environment(), deploy.number()),
                        sha().hex());
    }

    private Sha sha() {
        return Objects.requireNonNull(deploy.sha());
    }

    private void keep(int pull, boolean isAdded) {
        db.write(tx -> {
            CommentStore.keep(tx, place, pull, isAdded, time.now());
            return tx;
        });
    }
}
