package dev.waybill.reminders;

class RemindersOnSqliteTest extends RemindersContract {}
