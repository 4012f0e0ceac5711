/** Authentication and permissions: users, tokens, sessions. Read {@link dev.waybill.access.Access} first. */
@NullMarked
package dev.waybill.access;

import org.jspecify.annotations.NullMarked;
