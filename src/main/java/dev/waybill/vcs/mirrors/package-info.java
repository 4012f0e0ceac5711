/**
 * Local copies of repositories: fetching, repairing and removing them, and looking up refs. Read {@link
 * dev.waybill.vcs.mirrors.Mirrors} first.
 */
@NullMarked
package dev.waybill.vcs.mirrors;

import org.jspecify.annotations.NullMarked;
