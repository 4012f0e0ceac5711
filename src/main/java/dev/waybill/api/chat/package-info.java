/** The route for messages of chat. Read {@link dev.waybill.api.chat.ChatRoutes} first. */
@NullMarked
package dev.waybill.api.chat;

import org.jspecify.annotations.NullMarked;
