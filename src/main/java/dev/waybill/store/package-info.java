/** The database: pools, transactions, signals, and where SQLite and PostgreSQL differ. Read {@link dev.waybill.store.Db} first. */
@NullMarked
package dev.waybill.store;

import org.jspecify.annotations.NullMarked;
