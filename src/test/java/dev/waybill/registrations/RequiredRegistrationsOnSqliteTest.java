package dev.waybill.registrations;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class RequiredRegistrationsOnSqliteTest extends RequiredRegistrationsContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }
}
