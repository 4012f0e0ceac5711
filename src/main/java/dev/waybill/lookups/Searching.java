package dev.waybill.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.deploys.Version;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Unavailable;
import dev.waybill.gates.AutomationBlockers;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Outlook;
import dev.waybill.repositories.Remotes;
import dev.waybill.store.Db;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds commits: which repositories have them, and where they are live. Uses the local mirrors without fetching. */
public final class Searching {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,40}");
    /** How many releases of an environment are searched for the deploy that brought a commit. */
    private static final int HISTORY = 500;
    /** The maximum number of rollbacks to look at; each may need a call of git. */
    private static final int ROLLBACKS = 20;

    private final Db db;
    private final Apps apps;
    private final Sources sources;
    private final Remotes remotes;
    private final Outlook outlook;
    private final Automatic automatic;

    public Searching(Db db, Apps apps, Sources sources, Remotes remotes, Outlook outlook, Automatic automatic) {
        this.db = db;
        this.apps = apps;
        this.sources = sources;
        this.remotes = remotes;
        this.outlook = outlook;
        this.automatic = automatic;
    }

    /** @param prefix at least seven digits of the sha */
    public Whereabouts find(String prefix, Caller caller) throws InterruptedException {
        if (!SHA.matcher(prefix).matches()) {
            throw new Invalid(
                    "invalid_ref", "\"%s\" is not a sha; give 7 to 40 hex digits".formatted(shortened(prefix)));
        }
        try {
            var found = repositories(prefix, caller);
            var sha = theOne(prefix, found);
            var places = new ArrayList<Whereabouts.Place>();
            for (var app : found.keySet()) {
                for (var environment : environments(app)) {
                    if (caller.may(Right.READ, app.place(environment))) {
                        places.add(place(app, new Lane(app.id(), environment), sha, caller));
                    }
                }
            }
            return new Whereabouts(commit(found.keySet().iterator().next(), sha), places);
        } catch (Unresolvable e) {
            throw new Invalid("invalid_ref", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Unavailable(
                    "vcs_unreachable", "The repository cannot be read: %s; try again".formatted(e.getMessage()));
        }
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** The apps whose repository has such a commit, with the full sha. */
    private Map<App, Sha> repositories(String prefix, Caller caller) throws IOException, InterruptedException {
        var asked = new LinkedHashMap<RepositoryUrl, Optional<Sha>>();
        var found = new LinkedHashMap<App, Sha>();
        for (var app : apps.all()) {
            if (caller.may(Right.READ, app.place())) {
                var url = app.config().repositoryUrl();
                if (!asked.containsKey(url)) {
                    asked.put(url, sources.known(url, Ref.sha(prefix)));
                }
                asked.get(url).ifPresent(sha -> found.put(app, sha));
            }
        }
        return found;
    }

    private static Sha theOne(String prefix, Map<App, Sha> found) {
        var different = found.values().stream()
                .filter(sha -> sha.hex().startsWith(prefix))
                .distinct()
                .toList();
        if (different.size() > 1) {
            throw new Invalid("invalid_ref", "more than one commit begins with %s; give more digits".formatted(prefix));
        }
        found.values().removeIf(sha -> !sha.hex().startsWith(prefix));
        return different.stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "invalid_resource",
                        "no repository had a commit %s when it was last fetched; to fetch one again, run: waybill why APP in ENVIRONMENT --ref %s"
                                .formatted(prefix, prefix)));
    }

    private TreeSet<String> environments(App app) {
        var names = new TreeSet<>(app.config().shownEnvironments().keySet());
        names.addAll(db.read(handle -> DeployStore.environments(handle, app.id())));
        return names;
    }

    private Whereabouts.Place place(App app, Lane lane, Sha sha, Caller caller)
            throws IOException, InterruptedException {
        var releases = db.read(handle -> ReleaseStore.releases(handle, lane, HISTORY));
        var live = releases.stream().findFirst().orElse(null);
        var broughtBy = broughtBy(app, releases, sha);
        var next = broughtBy.isPresent() ? Optional.<Deploy>empty() : next(app, lane, sha);
        var judgement = db.read(handle -> Judgements.find(handle, new Version(app.id(), lane.environment(), sha)));
        return new Whereabouts.Place(
                app.name(),
                lane.environment(),
                live,
                broughtBy.orElse(null),
                next.orElse(null),
                next.map(deploy -> outlook.waiting(List.of(deploy)).get(deploy.id()))
                        .orElse(null),
                broughtBy.isPresent() || next.isPresent() ? List.of() : held(app, lane, sha, caller),
                broughtBy.isPresent() ? null : rolledBack(app, releases, sha).orElse(null),
                judgement.orElse(null));
    }

    /** The newest release with the commit that was rolled back to one without it. */
    private Optional<Whereabouts.RolledBack> rolledBack(App app, List<Deploy> releases, Sha sha)
            throws IOException, InterruptedException {
        var left = ROLLBACKS;
        for (var i = 1; i < releases.size() && left > 0; i++) {
            var from = releases.get(i);
            var by = releases.get(i - 1);
            if (by.isRollback() && from.sha() != null && by.sha() != null) {
                left--;
                if (has(app, sha, from.sha()) && !has(app, sha, by.sha())) {
                    return Optional.of(new Whereabouts.RolledBack(from, by));
                }
            }
        }
        return Optional.empty();
    }

    /** The release since which every release has had the commit. */
    private Optional<Deploy> broughtBy(App app, List<Deploy> releases, Sha sha)
            throws IOException, InterruptedException {
        if (releases.isEmpty() || releases.getFirst().sha() == null) {
            return Optional.empty();
        }
        var having = sources.between(
                remotes.of(app.config(), app.id()),
                sha,
                releases.getFirst().sha()); // in one call of git; most live versions descend from each other
        Deploy oldest = null;
        for (var deploy : releases) {
            if (deploy.sha() == null || !(having.contains(deploy.sha()) || has(app, sha, deploy.sha()))) {
                break;
            }
            oldest = deploy;
        }
        return Optional.ofNullable(oldest);
    }

    private Optional<Deploy> next(App app, Lane lane, Sha sha) throws IOException, InterruptedException {
        var turns = db.read(handle -> {
            var all = new ArrayList<>(DeployStore.running(handle, lane).stream().toList());
            all.addAll(DeployStore.waiting(handle, lane));
            return all;
        });
        for (var deploy : turns) {
            if (deploy.sha() != null && has(app, sha, deploy.sha())) {
                return Optional.of(deploy);
            }
        }
        return Optional.empty();
    }

    /** Why a commit was not requested automatically; empty if nothing is deployed automatically there. */
    private List<Blocker> held(App app, Lane lane, Sha sha, Caller caller) throws IOException, InterruptedException {
        var status = automatic.of(app, lane, caller);
        if (status.isEmpty()) {
            return List.of();
        }
        var next = status.get().next();
        var plan = status.get().plan();
        if (next.sha() == null || has(app, sha, next.sha())) {
            return next.blockers();
        }
        return List.of(new AutomationBlockers.NothingNew(
                plan.aim() != null && has(app, sha, plan.aim())
                        ? "it comes after %s, up to which the next deploy goes (max_commits)"
                                .formatted(next.sha().abbreviated())
                        : "%s; it does not contain this commit".formatted(plan.note())));
    }

    private boolean has(App app, Sha sha, Sha tip) throws IOException, InterruptedException {
        return sha.equals(tip)
                || sources.kinship(remotes.of(app.config(), app.id()), sha, tip)
                        .filter(Kinship::isAhead)
                        .isPresent();
    }

    private Commit commit(App app, Sha sha) throws IOException, InterruptedException {
        var query = new ChangeQuery(List.of(), Map.of(), app.config().changes().labels(), 1);
        return sources.changes(remotes.of(app.config(), app.id()), null, sha, query)
                .commits()
                .first()
                .getFirst();
    }
}
