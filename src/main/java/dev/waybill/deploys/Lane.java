package dev.waybill.deploys;

import dev.waybill.apps.AppId;

/** The queue of one app and environment: one deploy runs, the others wait. */
public record Lane(AppId app, String environment) {}
