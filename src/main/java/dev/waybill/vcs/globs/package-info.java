/** Patterns for the paths of files. Read {@link dev.waybill.vcs.globs.Glob} first. */
@NullMarked
package dev.waybill.vcs.globs;

import org.jspecify.annotations.NullMarked;
