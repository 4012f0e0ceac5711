package dev.waybill.drivers;

class DrivingOnSqliteTest extends DrivingContract {}
