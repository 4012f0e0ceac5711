package dev.waybill.requests;

class FailedHostsOnSqliteTest extends FailedHostsContract {}
