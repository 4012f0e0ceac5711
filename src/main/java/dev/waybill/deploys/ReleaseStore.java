package dev.waybill.deploys;

import static dev.waybill.deploys.DeployStore.SELECT;
import static dev.waybill.deploys.DeployStore.inLane;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.waybill.store.Rows;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds what is live in a lane, and what was live before. */
public final class ReleaseStore {
    private static final String LIVE = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.live_number is not null
                    order by d.live_number desc limit 1
                    """;
    private static final String PREVIOUS = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.live_number is not null
                        and d.sha <> (
                            select l.sha from deploys l
                            where l.app_id = ? and l.environment = ? and l.live_number is not null
                            order by l.live_number desc limit 1)
                    order by d.live_number desc limit 1
                    """;
    private static final String RELEASES = """
                    where d.app_id = ? and d.environment = ? and d.live_number is not null
                    order by d.live_number desc limit ?
                    """;
    private static final String GOOD_BEFORE = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.live_number is not null and d.sha <> ?
                        and (j.verdict is null or j.verdict = 'good')
                    order by d.live_number desc limit 1
                    """;
    private static final String FAULTY_SINCE = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.sha <> ? and j.verdict = 'faulty'
                        and d.live_number > (select g.live_number from deploys g where g.id = ?)
                    order by d.live_number desc limit 20
                    """;
    private static final String LIVE_BY_NUMBER =
            SELECT + "where d.app_id = ? and d.environment = ? and d.live_number is not null and d.number = ?";
    /** Shas are lower-case hex; {@code g} sorts after every hex digit. */
    private static final String LIVE_BY_SHA = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.live_number is not null and d.sha >= ? and d.sha < ?
                    order by d.live_number desc limit 1
                    """;

    /** How long those took that happened elsewhere is unknown. */
    private static final String DURATIONS = """
            select finished_at - started_at from deploys
            where app_id = ? and environment = ? and live_number is not null and door <> 'record'
            order by live_number desc limit ?
            """;

    private static final String REPORTS = """
            select report from deploys
            where app_id = ? and environment = ? and live_number is not null and door <> 'record'
            order by live_number desc limit ?
            """;

    private static final String WAS_LIVE = """
            select count(*) from deploys where app_id = ? and environment = ? and sha = ? and live_number is not null
            """;
    private static final String RELEASED_OF_ROLLBACKS = """
            select distinct p.sha from deploys p
            where p.app_id = ? and p.environment = ? and p.state = 'pending' and p.rank = 0 and exists (
                select 1 from deploys l
                where l.app_id = p.app_id and l.environment = p.environment and l.sha = p.sha and l.live_number is not null)
            """;

    private static final int FEW = 11;

    private ReleaseStore() {}

    /** Whether a commit was ever live in a lane. */
    public static boolean wasLive(Handle handle, Lane lane, Sha sha) {
        return Rows.number(handle, WAS_LIVE, lane.app().value(), lane.environment(), sha.hex()) > 0;
    }

    /** The commits of the pending rollbacks of a lane that were live there before. */
    public static Set<Sha> releasedOfRollbacks(Handle handle, Lane lane) {
        return Set.copyOf(Rows.all(
                handle,
                RELEASED_OF_ROLLBACKS,
                row -> new Sha(row.getString(1)),
                lane.app().value(),
                lane.environment()));
    }

    /** The last succeeded deploy. */
    public static Optional<Deploy> live(Handle handle, Lane lane) {
        return inLane(handle, LIVE, lane).stream().findFirst();
    }

    /** The last succeeded deploy whose sha differs from the live one. */
    public static Optional<Deploy> previous(Handle handle, Lane lane) {
        return inLane(handle, PREVIOUS, lane, lane.app().value(), lane.environment()).stream()
                .findFirst();
    }

    /** The last deploy that went live with a sha other than the given deploy's and that is not judged faulty. */
    public static Optional<Deploy> goodBefore(Handle handle, Lane lane, Deploy from) {
        return inLane(handle, GOOD_BEFORE, lane, hex(from)).stream().findFirst();
    }

    /**
     * The faulty versions that a rollback passes over: they went live after the good deploy, with a sha other than the one to
     * leave; newest first.
     */
    public static List<Deploy> faultySince(Handle handle, Lane lane, Deploy good, Deploy from) {
        return inLane(handle, FAULTY_SINCE, lane, hex(from), good.id().value());
    }

    private static String hex(Deploy deploy) {
        return deploy.sha() == null ? "" : deploy.sha().hex();
    }

    public static Optional<Deploy> liveByNumber(Handle handle, Lane lane, int number) {
        return inLane(handle, LIVE_BY_NUMBER, lane, number).stream().findFirst();
    }

    /** The last deploy to go live whose sha has this prefix. */
    public static Optional<Deploy> liveBySha(Handle handle, Lane lane, String prefix) {
        return inLane(handle, LIVE_BY_SHA, lane, prefix, prefix + "g").stream().findFirst();
    }

    /** What went live in a lane, newest first. */
    public static List<Deploy> releases(Handle handle, Lane lane, int most) {
        return inLane(handle, SELECT + RELEASES, lane, most);
    }

    /** The same where those that are over were kept. Not within a transaction. */
    public static List<Deploy> releases(Handle handle, DeployStore deploys, Lane lane, int most) {
        return deploys.keeping(handle, RELEASES, lane.app().value(), lane.environment(), most);
    }

    /** The durations of the last few succeeded deploys of a lane, shortest first. */
    public static List<Duration> durations(Handle handle, Lane lane) {
        return durations(handle, lane, FEW);
    }

    /** How long each step of the last few succeeded deploys of a lane took, shortest first. */
    public static Map<String, List<Duration>> stepDurations(Handle handle, Lane lane) {
        var app = lane.app().value();
        return Rows.all(handle, REPORTS, row -> DeployRow.report(row.getString(1)), app, lane.environment(), FEW)
                .stream()
                .flatMap(report -> report.steps().stream())
                .flatMap(step -> step.lasted().map(it -> Map.entry(step.name(), it)).stream())
                .sorted(Map.Entry.comparingByValue())
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** The same for up to so many. */
    public static List<Duration> durations(Handle handle, Lane lane, int most) {
        return Rows.all(
                        handle,
                        DURATIONS,
                        row -> Duration.ofMillis(row.getLong(1)),
                        lane.app().value(),
                        lane.environment(),
                        most)
                .stream()
                .sorted()
                .toList();
    }
}
