/** Repositories and what is in them: URLs, refs, commits, and how two commits stand to each other. Read {@link dev.waybill.vcs.Remote} first. */
@NullMarked
package dev.waybill.vcs;

import org.jspecify.annotations.NullMarked;
