package dev.waybill.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row at which a result stands. */
@FunctionalInterface
public interface Row<T> {
    T of(ResultSet row) throws SQLException;
}
