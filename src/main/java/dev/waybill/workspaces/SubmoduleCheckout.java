package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches the submodules of a checkout one by one. Checks the URL of each, and uses only the credentials for that URL.
 * Confined to one thread.
 */
final class SubmoduleCheckout {
    private static final int DEEPEST = 20;
    private static final int MOST_IN_ALL = 1_000;

    private final Git git;
    private final Checkout checkout;
    private final SubmoduleUrls urls;
    private final LargeFiles largeFiles;
    private int count;

    /** @param closed the server's own directory */
    SubmoduleCheckout(Git git, Checkout checkout, Path closed, LargeFiles largeFiles) {
        this.git = git;
        this.checkout = checkout;
        this.urls = new SubmoduleUrls(
                closed, checkout.origin().url().isLocal() && checkout.submodules() != Submodules.UNSAID);
        this.largeFiles = largeFiles;
    }

    /** @throws IOException with a message that names the submodule */
    void fetchAll(Path workspace) throws IOException, InterruptedException {
        if (checkout.submodules() != Submodules.NONE) {
            fetch(workspace, checkout.origin().url(), "", 1);
        }
    }

    private void fetch(Path repository, RepositoryUrl parent, String prefix, int depth)
            throws IOException, InterruptedException {
        if (!Files.exists(repository.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var index = git.answer(repository, left(), "ls-files", "--stage", "-z");
        var settings =
                git.answer(repository, left(), "config", "--blob", "HEAD:.gitmodules", "--no-includes", "-z", "--list");
        for (var submodule : Gitmodules.of(index, settings)) {
            var shown = Gitmodules.shown(prefix + submodule.path());
            count++;
            if (depth > DEEPEST || count > MOST_IN_ALL) {
                throw new IOException(
                        "submodule %s: there are more than %,d submodules, or they are nested more than %d deep"
                                .formatted(shown, MOST_IN_ALL, DEEPEST));
            }
            var url = fetchOne(repository, parent, submodule, shown);
            var path = repository.resolve(submodule.path());
            largeFiles.fetch(path, checkout.keys().of(url), checkout.progress());
            if (checkout.submodules() != Submodules.TOP) {
                fetch(path, url, prefix + submodule.path() + "/", depth + 1);
            }
        }
    }

    private RepositoryUrl fetchOne(Path repository, RepositoryUrl parent, Gitmodules.Submodule submodule, String shown)
            throws IOException, InterruptedException {
        try {
            var url = urls.resolve(parent, submodule.url());
            checkout.progress().begins("fetching submodule %s from %s".formatted(shown, Gitmodules.shown(url.text())));
            var reaching = git.reaching(checkout.keys().of(url)).over(url.isLocal() ? "file" : "git:http:https:ssh");
            new SubmoduleRepository(git, repository, submodule, checkout.progress()).make(reaching, url);
            return url;
        } catch (IOException e) {
            throw new IOException("submodule %s: %s".formatted(shown, e.getMessage()), e);
        }
    }

    private Duration left() {
        return checkout.progress().left();
    }
}
