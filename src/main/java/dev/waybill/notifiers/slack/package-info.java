/** Slack: incoming webhooks, and a bot that edits one message per deploy. Read {@link dev.waybill.notifiers.slack.SlackNotifier} first. */
@NullMarked
package dev.waybill.notifiers.slack;

import org.jspecify.annotations.NullMarked;
