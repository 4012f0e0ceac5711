package dev.waybill.incoming;

class IncomingOnSqliteTest extends IncomingContract {}
