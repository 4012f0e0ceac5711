package dev.waybill.forge.github;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks of commits: statuses and check runs together. If several programs report under one name, all of them must pass, as
 * GitHub itself has it. Immutable.
 */
final class Checks {
    private static final int MOST_ASKED_BY_NAME = 10;

    private final Statuses statuses;
    private final CheckRuns runs;
    private final WorkflowJobs jobs;

    Checks(JsonClient client, String root, Statuses statuses) {
        this.statuses = statuses;
        this.runs = new CheckRuns(client, root);
        this.jobs = new WorkflowJobs(client, root);
    }

    List<CheckReport> all(Sha sha) throws ForgeFailure, InterruptedException {
        var all = new ArrayList<>(statuses.of(sha));
        try {
            all.addAll(runs.all(sha));
        } catch (ForgeFailure e) {
            throw e.kind() == Kind.FORBIDDEN ? unreadable(e, "") : e;
        }
        return together(all);
    }

    List<CheckReport> named(Sha sha, Set<String> names) throws ForgeFailure, InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(only(names, statuses.of(sha)));
        try {
            all.addAll(only(names, runs(sha, names)));
        } catch (ForgeFailure e) {
            if (e.kind() != Kind.FORBIDDEN) {
                throw e;
            }
            all.addAll(only(names, instead(sha, e)));
            refuseMissing(names, all, e);
        }
        return together(all);
    }

    private List<CheckReport> runs(Sha sha, Set<String> names) throws ForgeFailure, InterruptedException {
        if (names.size() > MOST_ASKED_BY_NAME) {
            return runs.all(sha);
        }
        var found = new ArrayList<CheckReport>();
        for (var name : names) {
            found.addAll(runs.named(sha, name));
        }
        return found;
    }

    /** The jobs of Actions, which have the names of their check runs. */
    private List<CheckReport> instead(Sha sha, ForgeFailure refused) throws ForgeFailure, InterruptedException {
        try {
            return jobs.of(sha);
        } catch (ForgeFailure e) {
            throw e.kind() == Kind.FORBIDDEN ? unreadable(refused, "") : e;
        }
    }

    /** What is neither a status nor a job may be a check run of another program, which nobody can see. */
    private static void refuseMissing(Set<String> names, List<CheckReport> found, ForgeFailure refused)
            throws ForgeFailure {
        var seen = found.stream().map(CheckReport::name).collect(Collectors.toSet());
        for (var name : names) {
            if (!seen.contains(name)) {
                throw unreadable(refused, "; \"%s\" is neither a status nor a job of Actions".formatted(name));
            }
        }
    }

    private static ForgeFailure unreadable(ForgeFailure refused, String more) {
        return new ForgeFailure(
                Kind.FORBIDDEN,
                ("%s%s. Fine-grained tokens cannot read the check runs of private repositories: use a GitHub App or a classic"
                                + " token, or grant actions: read and name the checks")
                        .formatted(refused.getMessage(), more));
    }

    private static List<CheckReport> only(Set<String> names, Collection<CheckReport> reports) {
        return reports.stream().filter(it -> names.contains(it.name())).toList();
    }

    /** One report for each name: the worst, and of those that are equally bad the newest. */
    private static List<CheckReport> together(Collection<CheckReport> reports) {
        var worst =
                Comparator.comparing((CheckReport it) -> badness(it.state())).thenComparing(CheckReport::at);
        var byName = new LinkedHashMap<String, CheckReport>();
        reports.forEach(it ->
                byName.merge(it.name(), it, (some, other) -> worst.compare(some, other) >= 0 ? some : other));
        return List.copyOf(byName.values());
    }

    private static int badness(State state) {
        return switch (state) {
            case PASSED -> 0;
            case PENDING -> 1;
            case FAILED -> 2;
        };
    }
}
