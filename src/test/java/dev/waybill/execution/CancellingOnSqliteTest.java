package dev.waybill.execution;

class CancellingOnSqliteTest extends CancellingContract {}
