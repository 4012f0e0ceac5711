package dev.waybill.requests;

class OnwardOnSqliteTest extends OnwardContract {}
