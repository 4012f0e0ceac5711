/**
 * The app of Slack through which people talk to the server: what they say and press goes to {@link dev.waybill.chat.Chat}, in the name
 * of the users that they are. Read {@link dev.waybill.slack.SlackApp} first.
 */
@NullMarked
package dev.waybill.slack;

import org.jspecify.annotations.NullMarked;
