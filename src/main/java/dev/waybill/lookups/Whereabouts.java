package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.lanes.Waiting;
import dev.waybill.vcs.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a commit has come.
 *
 * @param places each environment of each app whose repository has it
 */
public record Whereabouts(Commit commit, List<Place> places) {
    public Whereabouts {
        places = List.copyOf(places);
    }

    /**
     * An environment of an app.
     *
     * @param live what is live there; null if nothing is
     * @param broughtBy the deploy with which the commit went live, as part of what it brought; null if it is not live
     * @param next the first deploy that runs or waits and would bring it; null if it is live, or none would
     * @param waiting why that one waits; null unless it does
     * @param rolledBack how it went away again, if it is not live but was; null otherwise
     * @param judgement what was said last of exactly this commit there; null if nothing
     */
    public record Place(
            String app,
            String environment,
            @Nullable Deploy live,
            @Nullable Deploy broughtBy,
            @Nullable Deploy next,
            @Nullable Waiting waiting,
            @Nullable RolledBack rolledBack,
            @Nullable Judgement judgement) {}

    /**
     * A version was live, and somebody went back from it.
     *
     * @param from the newest deploy that had the commit
     * @param by the rollback
     */
    public record RolledBack(Deploy from, Deploy by) {}
}
