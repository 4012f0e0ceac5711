package dev.waybill.webhooks;

class WebhooksOnSqliteTest extends WebhooksContract {}
