package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Instant;

/** Knows when commits were made. */
public interface CommitTimes {
    /** @throws IOException with a sentence if the repository cannot be asked, or does not have the commit */
    Instant of(App app, Sha sha) throws IOException, InterruptedException;
}
