/** The verb for sentences of chat. Read {@link dev.waybill.cli.chat.SayCommand} first. */
@NullMarked
package dev.waybill.cli.chat;

import org.jspecify.annotations.NullMarked;
