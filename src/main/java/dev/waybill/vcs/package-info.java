/** Mirrors of repositories, and what a ref means in them. Read {@link dev.waybill.vcs.Mirrors} first. */
@NullMarked
package dev.waybill.vcs;

import org.jspecify.annotations.NullMarked;
