package dev.waybill.requests;

class RefOnSqliteTest extends RefContract {}
