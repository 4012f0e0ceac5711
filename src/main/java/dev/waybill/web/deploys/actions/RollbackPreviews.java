package dev.waybill.web.deploys.actions;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Reason;
import dev.waybill.errors.ServiceException;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Traced;
import dev.waybill.lookups.Tracing;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.DryRuns;
import dev.waybill.vcs.Sha;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.frame.PageSentences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a rollback would do, before it is requested. Blocks for a few seconds if the repository does. Thread-safe. */
public final class RollbackPreviews {
    private static final int MOST = 10;

    private final Apps apps;
    private final DryRuns dryRuns;
    private final Comparisons comparisons;
    private final Tracing tracing;

    public RollbackPreviews(Apps apps, DryRuns dryRuns, Comparisons comparisons, Tracing tracing) {
        this.apps = apps;
        this.dryRuns = dryRuns;
        this.comparisons = comparisons;
        this.tracing = tracing;
    }

    /** @param blockers what would hold it */
    record Preview(List<Dialog.Part> parts, List<? extends Reason> blockers) {}

    /** What is not known is said, so this does not fail. */
    Preview of(Situation now, WayBack way, Caller caller) throws InterruptedException {
        var to = way.to();
        if (to == null) {
            return new Preview(List.of(), List.of());
        }
        var parts = new ArrayList<>(changes(left(now, way), to, caller));
        if (way.kind() == WayBack.Kind.RESTORE) {
            return new Preview(parts, List.of());
        }
        try {
            var dry = dryRuns.preview(request(way, to, caller));
            if (!dry.warnings().isEmpty()) {
                parts.add(new Dialog.Part("To know", dry.warnings()));
            }
            if (dry.usual() != null) {
                parts.add(new Dialog.Part("Usually takes", List.of(Ages.inWords(dry.usual()))));
            }
            return new Preview(parts, dry.blockers());
        } catch (ServiceException e) {
            parts.add(new Dialog.Part("To know", List.of(PageSentences.told(e.sentence()))));
            return new Preview(parts, List.of());
        }
    }

    private static DeployRequest request(WayBack way, Deploy to, Caller caller) {
        var target = RollbackDeed.target(way, to, false);
        return DeployRequest.of(to.appName(), to.environment(), target, caller, "preview", Door.ROLLBACK, null);
    }

    /** The version that is left. */
    private static @Nullable Sha left(Situation now, WayBack way) {
        return switch (way.kind()) {
            case CANCEL, RESTORE -> now.deploy().sha();
            case LEAVE, RETURN -> now.live() == null ? null : now.live().sha();
            case NONE -> null;
        };
    }

    private List<Dialog.Part> changes(@Nullable Sha from, Deploy to, Caller caller) throws InterruptedException {
        if (from == null || to.sha() == null || from.equals(to.sha())) {
            return List.of();
        }
        try {
            var app = apps.app(to.app());
            var compared = comparisons.between(app, caller, from.hex(), to.sha().hex(), MOST);
            return parts(tracing.of(app, compared));
        } catch (ServiceException e) {
            return List.of(
                    new Dialog.Part("Which commits go away is not known", List.of(PageSentences.told(e.sentence()))));
        }
    }

    private static List<Dialog.Part> parts(Traced traced) {
        var parts = new ArrayList<Dialog.Part>();
        var lost = traced.changes().lost();
        if (lost.count() > 0) {
            var lines = new ArrayList<>(lost.first().stream()
                    .map(commit -> "%s %s".formatted(commit.sha().abbreviated(), commit.title()))
                    .toList());
            if (lost.count() > lines.size()) {
                lines.add("and %d more".formatted(lost.count() - lines.size()));
            }
            parts.add(new Dialog.Part(
                    lost.count() == 1 ? "1 commit goes away" : "%d commits go away".formatted(lost.count()), lines));
        }
        traced.marks().forEach((name, marked) -> {
            if (marked.files().count() > 0) {
                parts.add(new Dialog.Part(
                        "Marked %s; going back does not undo what they have done".formatted(name),
                        marked.files().first()));
            }
        });
        return parts;
    }
}
