/** Commands for tokens and sign-in links. Read {@link dev.waybill.cli.access.TokenCommand} first. */
@NullMarked
package dev.waybill.cli.access;

import org.jspecify.annotations.NullMarked;
