package dev.waybill.registrations;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class RequiredRegistrationsOnSqliteTest extends RequiredRegistrationsContract {
    @Override
    @Nullable
    protected Database database() {
        return null;
    }
}
