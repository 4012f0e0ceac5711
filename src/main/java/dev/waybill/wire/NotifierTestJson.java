package dev.waybill.wire;

/**
 * How a notifier was tried.
 *
 * @param scope {@code app} or {@code server}: whose notifier it is
 * @param result {@code delivered}, {@code put_off}, {@code failed} or {@code refused}
 * @param request what was sent; empty if nothing was
 * @param answer the receiver's answer, or why there was none
 */
public record NotifierTestJson(String name, String type, String scope, String result, String request, String answer) {}
