package dev.waybill.execution;

class OutcomeOnSqliteTest extends OutcomeContract {}
