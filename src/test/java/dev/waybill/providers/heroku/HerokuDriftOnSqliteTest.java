package dev.waybill.providers.heroku;

class HerokuDriftOnSqliteTest extends HerokuDriftContract {}
