package dev.waybill.deploys;

import dev.waybill.gates.Judgement;
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
     * @param judgement what was said last of exactly this commit there; null if nothing
     */
    public record Place(
            String app,
            String environment,
            @Nullable Deploy live,
            @Nullable Deploy broughtBy,
            @Nullable Deploy next,
            Deploys.@Nullable Waiting waiting,
            @Nullable Judgement judgement) {}
}
