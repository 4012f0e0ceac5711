/** Answers sentences of chat, and does what they ask for. Read {@link dev.waybill.chat.Chat} first. */
@NullMarked
package dev.waybill.chat;

import org.jspecify.annotations.NullMarked;
