package dev.waybill.wire;

/** A deploy as a script for sh. */
public record ScriptJson(String script) {}
