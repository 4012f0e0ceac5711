package dev.waybill.notify;

import org.junit.jupiter.api.Tag;

@Tag("processes")
class NotifiersOnSqliteTest extends NotifiersContract {}
