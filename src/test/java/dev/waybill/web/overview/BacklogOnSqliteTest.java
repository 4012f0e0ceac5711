package dev.waybill.web.overview;

class BacklogOnSqliteTest extends BacklogContract {}
