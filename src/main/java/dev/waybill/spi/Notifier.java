package dev.waybill.spi;

/** Tells other systems about deploys. Configured as an entry of an app's {@code notifiers}. */
public interface Notifier extends Plugin {}
