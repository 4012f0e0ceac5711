package dev.waybill.store;

import java.util.function.Supplier;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/** Wraps every use of the database, for metrics and simulation. Thread-safe. */
public interface Observer {
    /** One that does nothing. */
    Observer NONE = new Observer() {};

    /** Runs a read once, and returns its result. */
    default <T> T read(Supplier<T> work) {
        return work.get();
    }

    /** Runs a transaction once, and returns its result after the commit. */
    default <T> T write(Supplier<T> work) {
        return work.get();
    }

    /** The same for a lazily committed transaction. */
    default <T> T writeLazily(Supplier<T> work) {
        return write(work);
    }

    /** Called before each statement of a transaction, on its thread. */
    default void statement(String sql) {}

    /** The factory of statements for JDBI. */
    default StatementBuilderFactory statements() {
        return DefaultStatementBuilder.FACTORY;
    }
}
