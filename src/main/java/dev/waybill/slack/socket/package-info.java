/**
 * Slack's Socket Mode: a connection that this server opens, and through which Slack sends what people say and press. Read {@link
 * dev.waybill.slack.socket.SocketMode} first.
 */
@NullMarked
package dev.waybill.slack.socket;

import org.jspecify.annotations.NullMarked;
