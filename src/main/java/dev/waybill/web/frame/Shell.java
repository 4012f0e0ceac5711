package dev.waybill.web.frame;

import java.util.Objects;
import java.util.Optional;

/**
 * What the layout shows around every page.
 *
 * @param user the name of the signed-in user; empty if nobody is signed in
 * @param live {@link #LIVE} or {@link #STILL}
 * @param notice what the reader's last action did; empty if there is nothing to say
 * @param url the server's public URL, for the commands that pages show
 */
public record Shell(Heading heading, String user, Counts counts, long live, String notice, String url) {
    /** The page follows what happens; replaced by its version once that is known. */
    static final long LIVE = -1;

    /** The page stays as it is. */
    static final long STILL = 0;

    /** The release of the server; empty in a build that is no release. */
    public String release() {
        return Objects.requireNonNullElse(Shell.class.getPackage().getImplementationVersion(), "");
    }

    /** Whether the page follows what happens. */
    public boolean isLive() {
        return live != STILL;
    }

    /** For {@code aria-current}: marks the section of the page. */
    public String current(Section section) {
        return heading.section() == section ? "page" : "false";
    }

    /** The command that returns the data of the page. */
    public Optional<String> curl() {
        return heading.api().isEmpty()
                ? Optional.empty()
                : Optional.of("curl -H \"Authorization: Bearer $TOKEN\" \"%s%s\"".formatted(url, heading.api()));
    }
}
