package dev.waybill.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps the current row of a result to a value. */
@FunctionalInterface
public interface Row<T> {
    T of(ResultSet row) throws SQLException;
}
