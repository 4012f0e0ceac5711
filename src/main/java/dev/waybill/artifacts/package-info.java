/** Files that deploys leave. Read {@link dev.waybill.artifacts.Artifacts} first. */
@NullMarked
package dev.waybill.artifacts;

import org.jspecify.annotations.NullMarked;
