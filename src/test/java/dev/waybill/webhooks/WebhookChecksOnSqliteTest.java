package dev.waybill.webhooks;

class WebhookChecksOnSqliteTest extends WebhookChecksContract {}
