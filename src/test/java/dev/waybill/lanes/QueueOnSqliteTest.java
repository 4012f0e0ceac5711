package dev.waybill.lanes;

class QueueOnSqliteTest extends QueueContract {}
