package dev.waybill.execution;

import dev.waybill.commands.ReportJournal;
import dev.waybill.commands.ReportJournal.Begun;
import dev.waybill.commands.StateStore;
import dev.waybill.commands.TakenOver;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Report;
import dev.waybill.errors.Unavailable;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what providers save, show and log of running deploys, all of it masked already. Nothing is written once another start
 * of the server has taken over. Thread-safe.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long END = 64 * 1024;

    private final Db db;
    private final Logs logs;
    private final ReportJournal reports;
    private final StateStore states;
    private final Time time;
    private final Executor threads;

    /** @param threads runs each task on a thread of its own */
    public Journal(Db db, Logs logs, ReportJournal reports, StateStore states, Time time, Executor threads) {
        this.db = db;
        this.logs = logs;
        this.reports = reports;
        this.states = states;
        this.time = time;
        this.threads = threads;
    }

    StateStore states() {
        return states;
    }

    /** Returns when it is on disk. */
    void save(Shown shown, String workspace, Map<String, String> values) {
        db.<Shown>write(tx -> {
            states.save(tx, shown.deploy().id(), workspace, values);
            add(tx, shown, shown.next(time.sinceBoot()));
            return shown;
        });
    }

    /** Stores output, and how far it was read, without waiting for the disk. */
    void append(Shown shown, String workspace, String step, String output, Map<String, String> values) {
        var deploy = shown.deploy().id();
        db.<Shown>writeLazily(tx -> {
            states.save(tx, deploy, workspace, values);
            add(tx, shown, shown.next(time.sinceBoot()));
            logs.append(tx, deploy.value(), step, output.getBytes(StandardCharsets.UTF_8));
            return shown;
        });
    }

    void say(Shown shown, String line) {
        lazily(shown, tx -> {
            add(tx, shown, shown.next(time.sinceBoot()));
            logs.say(tx, shown.deploy().id().value(), line);
        });
    }

    String endOfLog(Deploy deploy) {
        return logs.readLast(deploy.id().value(), END).pieces().stream()
                .map(LogPage.Piece::text)
                .collect(Collectors.joining());
    }

    /** Shows a report with a deploy. */
    void report(Shown shown, Report report) {
        lazily(shown, tx -> {
            add(tx, shown, shown.all());
            reports.add(tx, shown.deploy(), report);
        });
    }

    /** Shows that a step begins, unless it has begun before. */
    void begin(Shown shown, String step) {
        shown.begin(new Begun(step, time.now()));
        pace(shown);
    }

    void progress(Shown shown, int percent) {
        shown.progress(percent);
        pace(shown);
    }

    /**
     * Stores what is shown at once if nothing was for a while. Otherwise the next transaction of its provider does, or a thread in a
     * moment: some providers show more than anybody can read.
     */
    private void pace(Shown shown) {
        if (shown.isDue(time.sinceBoot())) {
            settle(shown);
        } else {
            soon(shown);
        }
    }

    private void soon(Shown shown) {
        if (shown.await()) {
            try {
                threads.execute(() -> settleSoon(shown));
            } catch (RejectedExecutionException e) {
                shown.awaited(); // the server is shutting down
            }
        }
    }

    private void settleSoon(Shown shown) {
        try {
            time.sleep(Shown.PACE);
            shown.awaited(); // before it looks what there is
            settle(shown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down
        } catch (TakenOver e) {
            LOG.debug("deploy={} has ended, or runs elsewhere", shown.deploy().id(), e);
        } catch (Unavailable e) {
            soon(shown);
        }
    }

    /** Stores what is shown and not stored yet. */
    void settle(Shown shown) {
        if (shown.hasNews()) {
            lazily(shown, tx -> add(tx, shown, shown.all()));
        }
    }

    private void add(Tx tx, Shown shown, Shown.News news) {
        if (news == Shown.News.NONE) {
            return;
        }
        var deploy = shown.deploy();
        reports.begin(tx, deploy, news.begun(), news.report())
                .forEach(step -> logs.say(tx, deploy.id().value(), shown.headline(step)));
        tx.afterCommit(() -> shown.stored(news, time.sinceBoot()));
    }

    private void lazily(Shown shown, Consumer<Tx> work) {
        db.<Shown>writeLazily(tx -> {
            states.mustBeOurs(tx, shown.deploy().id());
            work.accept(tx);
            return shown;
        });
    }
}
