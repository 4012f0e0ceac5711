package dev.waybill.simulation;

import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/** A database on which one world after the other is played, since opening one takes longer than playing. */
final class Stage implements Observer, Time, AutoCloseable {
    private final Db db;
    final Snapshots snapshots;
    private final KeptStatements statements = new KeptStatements();
    private Observer observer = Observer.NONE;
    private Time time = Time.system();

    Stage(Path database) {
        db = Db.open(Database.embedded(database), this, this);
        snapshots = new Snapshots(database);
    }

    Db db() {
        return db;
    }

    void play(SimulatedDatabase database, Time itsTime) {
        observer = database;
        time = itsTime;
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return observer.read(work);
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return observer.write(work);
    }

    @Override
    public <T> T writeLazily(Supplier<T> work) {
        return observer.writeLazily(work);
    }

    @Override
    public void statement(String sql) {
        observer.statement(sql);
    }

    @Override
    public StatementBuilderFactory statements() {
        return statements;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Duration sinceBoot() {
        return time.sinceBoot();
    }

    @Override
    public boolean await(Semaphore bell, Duration longest) throws InterruptedException {
        return time.await(bell, longest);
    }

    @Override
    public void close() {
        snapshots.close();
        db.close();
    }
}
