package dev.waybill.slack.socket;

import tools.jackson.databind.JsonNode;

/**
 * Something that Slack sent, and that was acknowledged.
 *
 * @param id differs if the same is sent again
 * @param type such as {@code slash_commands}
 */
public record Envelope(String id, String type, JsonNode payload) {}
