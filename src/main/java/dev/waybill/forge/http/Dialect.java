package dev.waybill.forge.http;

import java.util.Map;

/**
 * What differs between kinds of code hosts in every request and every refusal.
 *
 * @param host the kind's name for messages, such as {@code "Gitea"}
 * @param scheme of the header {@code Authorization}
 * @param headers of every request
 */
public record Dialect(String host, String scheme, Map<String, String> headers) {}
