package dev.waybill.lanes;

class WaitingOnSqliteTest extends WaitingContract {}
