package dev.waybill.checks;

class ChecksOnSqliteTest extends ChecksContract {}
