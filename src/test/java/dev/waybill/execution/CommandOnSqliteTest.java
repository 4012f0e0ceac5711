package dev.waybill.execution;

class CommandOnSqliteTest extends CommandContract {}
