package dev.waybill.requests;

class RecordOnSqliteTest extends RecordContract {}
