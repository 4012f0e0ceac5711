/** How the repositories of apps are reached: with which keys, and which commits their refs are. Read {@link dev.waybill.repositories.Remotes} first. */
@NullMarked
package dev.waybill.repositories;

import org.jspecify.annotations.NullMarked;
