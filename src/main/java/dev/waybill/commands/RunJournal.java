package dev.waybill.commands;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Node;
import dev.waybill.errors.NoRoom;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Result;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.function.Function;

/**
 * Stores the output and the results of runs. Output and the position up to which it is stored change in one transaction.
 * Thread-safe.
 */
public final class RunJournal {
    private static final String GAP = "output is missing here: the data directory was full";

    private final Db db;
    private final Logs logs;
    private final ReportJournal reports;
    private final Node node;
    private final Time time;

    public RunJournal(Db db, Logs logs, ReportJournal reports, Node node, Time time) {
        this.db = db;
        this.logs = logs;
        this.reports = reports;
        this.node = node;
        this.time = time;
    }

    /** Identifies a run for the log. */
    record Entry(Deploy deploy, String run, String step) {
        /** The id of the log. */
        long id() {
            return deploy.id().value();
        }
    }

    /**
     * Stores output without waiting for the disk: if the machine goes down, so does the command.
     *
     * @param from the offset of the first raw byte; everything before it is stored
     * @param consumed how many raw bytes are stored
     * @param bytes the text for the log
     * @param followsGap whether output is missing before it
     * @param found what the output reports on the deploy
     */
    void append(Entry entry, long from, int consumed, byte[] bytes, boolean followsGap, Found found) {
        db.writeLazily(tx -> {
            advance(tx, entry, from, from + consumed);
            if (followsGap) {
                logs.say(tx, entry.id(), GAP);
            }
            logs.append(tx, entry.id(), entry.step(), bytes);
            if (found != Found.NONE) {
                reports.add(tx, entry.deploy(), found);
            }
            return entry;
        });
    }

    /** Skips raw output and logs the reason. */
    void passOver(Entry entry, long from, int length, String why) {
        db.writeAnyway(tx -> {
            advance(tx, entry, from, from + length);
            logs.say(tx, entry.id(), "%d bytes of output are %s".formatted(length, why));
            return entry;
        });
    }

    private void advance(Tx tx, Entry entry, long from, long end) {
        RunStore.advance(tx, entry.run(), node, from, end, time.sinceBoot());
    }

    /** Returns when all stored output of a run is on disk. */
    void settle(String run) {
        db.write(tx -> {
            RunStore.confirm(tx, run, node);
            return run;
        });
    }

    /**
     * Records how a run ended.
     *
     * @param rawRead how much of its output is stored
     * @param endsInGap whether the end of the output is missing
     */
    void end(Entry entry, long rawRead, Result result, boolean endsInGap) {
        Function<Tx, String> note = tx -> {
            RunStore.end(tx, entry.run(), node, rawRead, result);
            if (endsInGap) {
                logs.say(tx, entry.id(), GAP);
            }
            return entry.run();
        };
        try {
            db.writeLazily(note);
        } catch (NoRoom e) {
            db.writeAnyway(note);
        }
    }
}
