package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;

/** A repository was asked for a commit and does not have it. */
final class CommitMissing extends IOException {
    private static final long serialVersionUID = 1;

    private final String abbreviated;

    CommitMissing(RepositoryUrl url, Sha sha) {
        super("%s no longer contains commit %s".formatted(url, sha.abbreviated()));
        this.abbreviated = sha.abbreviated();
    }

    /** What that means for a comparison. */
    String why() {
        return ("the repository no longer contains commit %s: it was force-pushed away, or the repository is shallow;"
                        + " so the changes are unknown")
                .formatted(abbreviated);
    }
}
