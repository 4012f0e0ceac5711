package dev.waybill.web.overview;

import static dev.waybill.access.Place.EVERYWHERE;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.locks.Lock;
import dev.waybill.nodes.NodeState;
import dev.waybill.sightings.Sighting;
import dev.waybill.vcs.Sha;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.web.frame.Ages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first page: what is live, running and pending, and the newest finished deploys.
 *
 * @param banners notices about the servers, a sentence each
 * @param more how many running or pending deploys are not shown
 * @param url the server's public URL, for the command that shows how to begin
 */
public record Overview(
        List<String> banners,
        List<Place> places,
        List<DeployRow> unfinished,
        int more,
        List<DeployRow> last,
        String url) {
    /** More would make the page unusable. */
    private static final int MOST_UNFINISHED = 200;

    /** A lock's text is repeated beside everything that it covers, so it is cut. */
    private static final int LONGEST_LOCK = 300;

    /**
     * An environment of an app.
     *
     * @param live the live deploy; null if there is none
     * @param locks a sentence for each lock that covers it
     * @param drift that another commit is live by the word of the system to which it is deployed; null if it is not
     * @param unseen since when its repository does not answer, and why; null if it does
     */
    public record Place(
            String app,
            String environment,
            @Nullable DeployRow live,
            List<String> locks,
            @Nullable String drift,
            @Nullable String unseen) {}

    /** The first ones, as many as a page can show. */
    static List<Deploy> first(List<Deploy> unfinished) {
        return unfinished.subList(0, Math.min(MOST_UNFINISHED, unfinished.size()));
    }

    static List<Place> places(
            List<App> apps,
            Map<AppId, Map<String, DeployRow>> live,
            List<Lock> locks,
            Map<AppId, String> unseen,
            Map<Lane, Sighting> drifting,
            Caller caller) {
        var places = new ArrayList<Place>();
        for (var app : apps) {
            var liveOfApp = live.getOrDefault(app.id(), Map.of());
            for (var environment : environments(app, liveOfApp.keySet())) {
                if (caller.may(Right.READ, app.place(environment))) {
                    var row = liveOfApp.get(environment);
                    places.add(new Place(
                            app.name(),
                            environment,
                            row,
                            locks.stream()
                                    .filter(lock -> lock.scope().covers(app.id(), environment))
                                    .map(Overview::words)
                                    .toList(),
                            row == null ? null : drift(drifting.get(new Lane(app.id(), environment)), row.deploy()),
                            unseen.get(app.id())));
                }
            }
        }
        return places;
    }

    private static @Nullable String drift(@Nullable Sighting sighting, Deploy recorded) {
        var seen = sighting == null ? null : sighting.live();
        if (sighting == null || seen == null || seen.sha() == null) {
            return null;
        }
        var sha = new Sha(seen.sha()).abbreviated();
        return sighting.driftFrom(recorded)
                .map(drift -> "%s is live (%s)%s"
                        .formatted(
                                sha,
                                seen.release(),
                                drift.acknowledged() == null
                                        ? ""
                                        : ", as %s knows"
                                                .formatted(drift.acknowledged().by())))
                .orElse(null);
    }

    static List<String> banners(List<NodeState> nodes, Caller caller, Instant now) {
        return nodes.stream()
                .filter(_ -> caller.may(Right.READ, EVERYWHERE))
                .flatMap(node -> banner(node, now).stream())
                .toList();
    }

    private static Optional<String> banner(NodeState node, Instant now) {
        if (node.silentSince() != null && node.running() > 0) {
            return Optional.of(
                    "Node %s, with %s, sent its last heartbeat %s: restart it, or declare it gone with: waybill node forget %s"
                            .formatted(
                                    node.name(),
                                    deploysRun(node.running()),
                                    Ages.ago(node.silentSince(), now),
                                    node.name()));
        }
        if (node.shortage() != null && node.silentSince() == null) {
            return Optional.of("Node %s starts no deploys: %s.".formatted(node.name(), node.shortage()));
        }
        return node.draining() && node.silentSince() == null
                ? Optional.of("Node %s is draining: it starts no new deploys, and %s. To end this: waybill drain --off"
                        .formatted(node.name(), deploysRun(node.running())))
                : Optional.empty();
    }

    private static String deploysRun(int count) {
        return count == 1 ? "1 running deploy" : "%d running deploys".formatted(count);
    }

    /** The live deploys by app and environment, for fast lookup. */
    static Map<AppId, Map<String, DeployRow>> live(List<Deploy> all, Instant now) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Deploy::app,
                        Collectors.toMap(Deploy::environment, deploy -> new DeployRow(deploy, null, null, now))));
    }

    /** The configured environments, and those with a live deploy. */
    private static TreeSet<String> environments(App app, Set<String> live) {
        var names = new TreeSet<>(app.config().shownEnvironments().keySet());
        names.addAll(live);
        return names;
    }

    private static String words(Lock lock) {
        var reason = lock.reason();
        return "%s %s: %s%s"
                .formatted(
                        switch (lock.kind()) {
                            case HARD -> "locked by";
                            case AUTOMATION -> "locked for automation by";
                            case WARNING -> "warning by";
                        },
                        lock.holder(),
                        reason.length() > LONGEST_LOCK ? reason.substring(0, LONGEST_LOCK) + "…" : reason,
                        lock.expires() == null ? "" : ", until " + Ages.minute(lock.expires()));
    }

    static List<Deploy> readable(List<Deploy> all, Caller caller) {
        return all.stream()
                .filter(deploy -> caller.may(Right.READ, deploy.place()))
                .toList();
    }
}
