package dev.waybill.spi;

/** Decides whether a commit may be deployed. Configured as an entry of an app's {@code checks}. */
public interface Check extends Plugin {}
