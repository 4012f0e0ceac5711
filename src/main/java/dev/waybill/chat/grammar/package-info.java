/** The grammar of chat: sentences, and how they are read and printed. Read {@link dev.waybill.chat.grammar.Grammar} first. */
@NullMarked
package dev.waybill.chat.grammar;

import org.jspecify.annotations.NullMarked;
