package dev.waybill.simulation;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Judgements;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What holds deploys back, found out from the commits, the locks and the judgements without asking the gates: what these say has to
 * agree with it. It knows nothing of turns and of room.
 */
final class Truth {
    private static final String VERSION = "select version from gates where id = 1";
    private static final String KINSHIP = "select 1 from kinships where base = ? and target = ?";
    private static final String CHECK = "select state from checks where app_id = ? and sha = ?";
    private static final String REGISTERED =
            "select 1 from registrations where deploy_id = ? and deployment is not null";
    private static final String REMEDY = "select 1 from remedies where bad = ? and target = ?";

    final AutomationTruth automation;
    private final Db db;
    private final SimulatedHistory history;
    private final Set<Long> checked;
    private final Set<Long> registered;
    private final Set<String> everLive = new HashSet<>();
    private final Map<String, Recorded> live = new HashMap<>();
    private final Map<String, Set<Sha>> faulty = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private List<Lock> locks = List.of();
    private long gateVersion = -1;

    Truth(Scene scene) {
        this.automation = new AutomationTruth(scene);
        this.db = scene.db;
        this.history = scene.history;
        this.checked = scene.apps.stream()
                .filter(app -> !app.config().checks().isEmpty())
                .map(app -> app.id().value())
                .collect(Collectors.toSet());
        this.registered = scene.apps.stream()
                .filter(app -> app.config().via() != null)
                .map(app -> app.id().value())
                .collect(Collectors.toSet());
    }

    /** Takes note of what was committed. */
    void read(List<Recorded> rows) {
        var version = db.rows(VERSION, row -> row.getLong(1), List.of()).getFirst();
        if (version != gateVersion) {
            gateVersion = version;
            locks = Locks.all(db);
            faulty.clear();
            automation.readModes(rows);
        }
        automation.read(rows);
        for (var row : rows) {
            faulty.computeIfAbsent(row.lane(), _ -> faulty(row));
        }
    }

    /** The same after the last commits may have been lost. */
    void reread(List<Recorded> rows) {
        automation.reread(rows);
        gateVersion = -1;
        known.clear();
        read(rows);
    }

    private Set<Sha> faulty(Recorded row) {
        return db.read(handle -> Judgements.faulty(handle, new AppId(row.app()), row.environment()))
                .keySet();
    }

    /** A deploy has just succeeded. */
    void isLive(Recorded row) {
        live.put(row.lane(), row);
        everLive.add(row.lane() + " " + row.sha());
    }

    boolean wasLive(String lane, @Nullable Sha sha) {
        return everLive.contains(lane + " " + sha);
    }

    @Nullable
    Sha live(String lane) {
        var row = live.get(lane);
        return row == null ? null : row.sha();
    }

    /** The codes of what holds a deploy back, as the gates have to say them. */
    Set<String> codes(Recorded row) {
        var codes = new TreeSet<String>();
        add(codes, "LOCKED", locks.stream().anyMatch(lock -> holds(lock, row)));
        codes.addAll(row.isAutomatic() ? automation.codes(row.lane()) : Set.of());
        codes.addAll(checkCodes(row));
        add(codes, "NOT_REGISTERED", row.sha() != null && needsRegistration(row));
        add(codes, "GRACE", row.mayBeStoppedUntil() != null);
        add(codes, "REF_UNRESOLVED", row.sha() == null || isUnknown(row, row.sha()));
        add(codes, "OLDER_THAN_LIVE", row.sha() != null && isKnown(live(row.lane()), row.sha()) && isOlder(row));
        add(codes, "QUARANTINED", row.isAutomatic() && bringsFaulty(row, true));
        add(codes, "REASON_NEEDED", owesReason(row) && (bringsFaulty(row, true) || hasDiverged(row)));
        return codes;
    }

    /** Whether only people can change that it waits. */
    boolean isHeldForGood(Recorded row) {
        var codes = codes(row);
        codes.retainAll(Set.of("LOCKED", "QUARANTINED", "REASON_NEEDED", "AUTO_OFF", "AUTO_PAUSED"));
        return !codes.isEmpty();
    }

    /** Whether nothing but an explicit success lets it start. */
    boolean needsCheck(Recorded row) {
        return checked.contains(row.app()) && !isSkipping(row);
    }

    private boolean isSkipping(Recorded row) {
        return row.isForced() || row.goesBack() && wasLive(row.lane(), row.sha());
    }

    private boolean needsRegistration(Recorded row) {
        return registered.contains(row.app())
                && !isSkipping(row)
                && db.row(REGISTERED, it -> it.getInt(1), row.id()).isEmpty();
    }

    private List<String> checkCodes(Recorded row) {
        if (row.sha() == null || !needsCheck(row)) {
            return List.of();
        }
        var state = db.row(CHECK, it -> it.getString(1), row.app(), row.sha().hex());
        return switch (state.orElse("unasked")) {
            case "passed" -> List.of();
            case "failed" -> List.of("CHECK_FAILED");
            case "missing" -> List.of("CHECK_MISSING");
            case "unreadable" -> List.of("CHECKS_UNREADABLE");
            default -> List.of("CHECK_PENDING");
        };
    }

    private static void add(Set<String> codes, String code, boolean holds) {
        if (holds) {
            codes.add(code);
        }
    }

    /** Whether a lock covers a deploy of somebody whom it holds back. */
    static boolean holds(Lock lock, Recorded row) {
        var scope = lock.scope();
        var isCovered = (scope.app() == null || scope.app().value() == row.app())
                && (scope.environment() == null || scope.environment().equals(row.environment()));
        return isCovered
                && switch (lock.kind()) {
                    case HARD -> !lock.holder().equals(row.user());
                    case AUTOMATION -> row.isAutomatic();
                    case WARNING -> false;
                };
    }

    /** Whether it would go backwards, though that is not what it is for. */
    boolean isOlder(Recorded row) {
        var before = live(row.lane());
        return !row.goesBack()
                && before != null
                && row.sha() != null
                && history.kinship(before, row.sha()).isBehind();
    }

    /** Whether it brings a faulty commit along, and nothing that mends it. */
    boolean bringsFaulty(Recorded row, boolean asFarAsKnown) {
        var sha = row.sha();
        return sha != null
                && faulty(row.lane()).stream()
                        .filter(bad -> !asFarAsKnown || isContainmentKnown(bad, sha))
                        .anyMatch(bad -> brings(bad, sha));
    }

    boolean isFaulty(String lane, @Nullable Sha sha) {
        return sha != null && faulty(lane).contains(sha);
    }

    private Set<Sha> faulty(String lane) {
        return faulty.getOrDefault(lane, Set.of());
    }

    private boolean brings(Sha bad, Sha sha) {
        return history.kinship(bad, sha).behind() == 0 && !history.isMended(bad, sha);
    }

    private static boolean owesReason(Recorded row) {
        return !row.isAutomatic() && !row.goesBack() && !row.door().equals("old_client") && row.reason() == null;
    }

    private boolean hasDiverged(Recorded row) {
        var before = live(row.lane());
        var sha = row.sha();
        return before != null
                && sha != null
                && isKnown(before, sha)
                && history.kinship(before, sha).isDiverged();
    }

    private boolean isUnknown(Recorded row, Sha sha) {
        return !row.goesBack()
                && (!isKnown(live(row.lane()), sha)
                        || faulty(row.lane()).stream().anyMatch(bad -> !isContainmentKnown(bad, sha)));
    }

    private boolean isContainmentKnown(Sha bad, Sha sha) {
        return isKnown(bad, sha) && (!history.kinship(bad, sha).isAhead() || isStored(REMEDY, bad, sha));
    }

    private boolean isKnown(@Nullable Sha base, Sha sha) {
        return base == null || base.equals(sha) || isStored(KINSHIP, base, sha);
    }

    /** What is stored stays so, unless the database goes down. */
    private boolean isStored(String sql, Sha base, Sha sha) {
        var key = sql + base + sha;
        if (!known.contains(key)
                && db.row(sql, row -> row.getInt(1), base.hex(), sha.hex()).isPresent()) {
            known.add(key);
        }
        return known.contains(key);
    }
}
