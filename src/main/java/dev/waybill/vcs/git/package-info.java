/** Runs git: processes, limits, environment, and what its complaints mean. Read {@link dev.waybill.vcs.git.Git} first. */
@NullMarked
package dev.waybill.vcs.git;

import org.jspecify.annotations.NullMarked;
