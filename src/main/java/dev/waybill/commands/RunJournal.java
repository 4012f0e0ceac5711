package dev.waybill.commands;

import dev.waybill.deploys.Node;
import dev.waybill.errors.NoRoom;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Result;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.function.Function;

/** Stores what runs have written, and how they ended: a piece and the note that it is stored are one transaction. Thread-safe. */
public final class RunJournal {
    /** What stands in the log where some of the output is missing. */
    private static final String GAP = "some of the output is missing here: the data directory had no room for it";

    private final Db db;
    private final Logs logs;
    private final Node node;
    private final Time time;

    public RunJournal(Db db, Logs logs, Node node, Time time) {
        this.db = db;
        this.logs = logs;
        this.node = node;
        this.time = time;
    }

    /** What is said of a run: of which deploy it is, and by which step of it. */
    record Entry(long deploy, String run, String step) {}

    /**
     * Stores output. It need not wait for the disk: if the machine goes down, the command does, too.
     *
     * @param from the first raw byte, up to which everything is stored
     * @param consumed how many raw bytes these are
     * @param bytes what stands in the log for them
     * @param followsGap some output before it is missing
     */
    void append(Entry entry, long from, int consumed, byte[] bytes, boolean followsGap) {
        db.writeLazily(tx -> {
            advance(tx, entry, from, from + consumed);
            if (followsGap) {
                logs.say(tx, entry.deploy(), GAP);
            }
            logs.append(tx, entry.deploy(), entry.step(), bytes);
            return entry;
        });
    }

    /** Passes raw output over, and says why. */
    void passOver(Entry entry, long from, int length, String why) {
        db.writeAnyway(tx -> {
            advance(tx, entry, from, from + length);
            logs.say(tx, entry.deploy(), "%d bytes of output are %s".formatted(length, why));
            return entry;
        });
    }

    private void advance(Tx tx, Entry entry, long from, long end) {
        RunStore.advance(tx, entry.run(), node, from, end, time.sinceBoot());
    }

    /** Returns when all that was stored of a run is on the disk. */
    void settle(String run) {
        db.write(tx -> {
            RunStore.confirm(tx, run, node);
            return run;
        });
    }

    /**
     * Notes how a run ended.
     *
     * @param rawRead how much of its output is stored
     * @param endsInGap the last of it is missing
     */
    void end(Entry entry, long rawRead, Result result, boolean endsInGap) {
        Function<Tx, String> note = tx -> {
            RunStore.end(tx, entry.run(), node, rawRead, result);
            if (endsInGap) {
                logs.say(tx, entry.deploy(), GAP);
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
