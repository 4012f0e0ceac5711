/**
 * The branches and tags of a repository, without a mirror, and the order of versions. Read {@link dev.waybill.vcs.refs.RemoteRefs}
 * first.
 */
@NullMarked
package dev.waybill.vcs.refs;

import org.jspecify.annotations.NullMarked;
