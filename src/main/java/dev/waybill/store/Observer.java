package dev.waybill.store;

import java.util.function.Supplier;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/** Stands around every use of the database: to measure it, or to let others go first. Safe from many threads. */
public interface Observer {
    /** One that does nothing. */
    Observer NONE = new Observer() {};

    /** Runs a read, once, and answers what it answers. */
    default <T> T read(Supplier<T> work) {
        return work.get();
    }

    /** Runs a transaction, once, and answers what it answers; it is committed when that returns. */
    default <T> T write(Supplier<T> work) {
        return work.get();
    }

    /** The same of one that may be lost if the machine goes down in the next moment. */
    default <T> T writeLazily(Supplier<T> work) {
        return write(work);
    }

    /** Comes before each statement of a transaction, on its thread. */
    default void statement(String sql) {}

    /** Makes the statements. */
    default StatementBuilderFactory statements() {
        return DefaultStatementBuilder.FACTORY;
    }
}
