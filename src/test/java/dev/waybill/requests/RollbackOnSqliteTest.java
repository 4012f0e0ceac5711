package dev.waybill.requests;

class RollbackOnSqliteTest extends RollbackContract {}
