package dev.waybill.web.overview;

class StarsOnSqliteTest extends StarsContract {}
