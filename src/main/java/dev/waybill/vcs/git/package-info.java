/** Runs git: processes, limits, environment, and the meaning of its errors. Read {@link dev.waybill.vcs.git.Git} first. */
@NullMarked
package dev.waybill.vcs.git;

import org.jspecify.annotations.NullMarked;
