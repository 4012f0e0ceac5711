package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;

/** Resolves the URLs of submodules, and checks whether a commit may use them. */
final class SubmoduleUrls {
    private static final int LONGEST = 2_000;

    private final LocalRepository local;
    private final boolean allowsLocal;

    /**
     * @param closed the server's own directory, which must not be reached
     * @param allowsLocal whether a repository on this machine may name others on it
     */
    SubmoduleUrls(Path closed, boolean allowsLocal) {
        this.local = new LocalRepository(closed);
        this.allowsLocal = allowsLocal;
    }

    /**
     * The repository that a URL names.
     *
     * @param parent the repository of the superproject
     * @throws IOException with a message if the URL is invalid or not permitted
     */
    RepositoryUrl resolve(RepositoryUrl parent, String text) throws IOException {
        if (text.length() > LONGEST) {
            throw new IOException("its URL has more than %,d characters".formatted(LONGEST));
        }
        var isRelative = text.startsWith("./") || text.startsWith("../");
        var url = url(isRelative ? relative(parent.text(), text) : text);
        if (isRelative && !url.place().equals(parent.place())) {
            throw new IOException("its URL leads outside %s".formatted(parent));
        }
        if (!url.isLocal()) {
            return url;
        }
        if (!parent.isLocal()) {
            throw new IOException("its URL names a path of the server's machine");
        }
        if (!allowsLocal) {
            throw new IOException(
                    "its URL names a path of the server's machine; if this is intended, set in the app's configuration: submodules: recursive");
        }
        return url(local.open(url.text()).toString());
    }

    private static RepositoryUrl url(String text) throws IOException {
        var objection = RepositoryUrl.objection(text);
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
        return new RepositoryUrl(text);
    }

    /** Like git's relative_url() in remote.c. */
    private static String relative(String parent, String text) throws IOException {
        var base = parent.endsWith("/") ? parent.substring(0, parent.length() - 1) : parent;
        var rest = text;
        var separator = "/";
        while (rest.startsWith("./") || rest.startsWith("../")) {
            if (rest.startsWith("../")) {
                var slash = base.lastIndexOf('/');
                var end = slash < 0 ? base.lastIndexOf(':') : slash;
                if (end < 0) {
                    throw new IOException("its URL leads outside %s".formatted(parent));
                }
                separator = slash < 0 ? ":" : separator;
                base = base.substring(0, end);
            }
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        var url = base + separator + rest;
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
