package dev.waybill.web.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.nodes.NodeState;
import dev.waybill.vcs.Kinship;
import dev.waybill.web.deploys.actions.Control;
import dev.waybill.web.deploys.actions.Controls;
import dev.waybill.web.deploys.actions.Situation;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Section;
import dev.waybill.web.shown.DeployPaths;
import dev.waybill.web.shown.DeployRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the top of a deploy, whatever the tab.
 *
 * @param failure what is known about its failure; null if it has not failed
 * @param kinship of its commit to what was live before; null if unknown
 * @param silent the server on which it runs, if that server is silent; null otherwise
 */
public record Top(
        DeployRow row,
        Tab tab,
        Situation now,
        Controls controls,
        @Nullable Failure failure,
        @Nullable Kinship kinship,
        @Nullable NodeState silent) {
    public Deploy deploy() {
        return row.deploy();
    }

    /** @param api what the path of its API twin has after that of the deploy */
    Heading heading(String api) {
        return new Heading(
                "%s: %s".formatted(deploy().name(), row.word().toLowerCase(Locale.ROOT)),
                Section.NONE,
                DeployPaths.api(deploy()) + api);
    }

    /** For {@code aria-current}: marks its tab. */
    public String current(Tab other) {
        return tab == other ? "page" : "false";
    }

    /** The buttons beside the title: all of them where the failure is not shown. */
    public List<Control> buttons() {
        return tab == Tab.LOG
                ? controls.top()
                : Stream.concat(controls.top().stream(), controls.repair().stream())
                        .toList();
    }

    /** What its requester does or did. */
    public String verb() {
        return switch (deploy().state()) {
            case Deploy.Pending _ -> "requested";
            case Deploy.Running _ -> deploy().isRollback() ? "rolls back to" : deploy().isDeploy() ? "deploys" : "runs";
            case Deploy.Finished _ ->
                deploy().isRollback() ? "rolled back to" : deploy().isDeploy() ? "deployed" : "ran";
        };
    }

    /** Such as {@code 7 commits}; empty if that is not known. */
    public String commits() {
        if (kinship == null || kinship.isSame()) {
            return "";
        }
        if (kinship.ahead() == 0) {
            return "%s back".formatted(counted(kinship.behind()));
        }
        return kinship.behind() == 0
                ? counted(kinship.ahead())
                : "%s, %d lost".formatted(counted(kinship.ahead()), kinship.behind());
    }

    private static String counted(int commits) {
        return commits == 1 ? "1 commit" : "%,d commits".formatted(commits);
    }

    /** The name of the favicon that shows the state. */
    public String favicon() {
        return "favicon/%s.svg"
                .formatted(
                        switch (deploy().state()) {
                            case Deploy.Pending _ -> "waiting";
                            case Deploy.Running _ -> "running";
                            case Deploy.Finished finished ->
                                switch (finished.outcome()) {
                                    case SUCCEEDED -> "succeeded";
                                    case FAILED, TIMED_OUT, INTERRUPTED -> "failed";
                                    case CANCELLED, SUPERSEDED -> "cancelled";
                                };
                        });
    }

    /** Where the command of an external deploy runs; null if it does not, and for other deploys. */
    public Deploy.@Nullable Driver driver() {
        return deploy().state() instanceof Deploy.Running running ? running.driver() : null;
    }

    /** The end of a deploy that has ended; null before. */
    public Deploy.@Nullable Finished finished() {
        return deploy().state() instanceof Deploy.Finished finished ? finished : null;
    }
}
