package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The repository of one submodule, inside that of its superproject. It is fetched with its credentials first, then
 * checked out without network access: {@code git submodule update} would do both with the configuration of the server's
 * user.
 */
final class SubmoduleRepository {
    private static final String CONFIG = """
            [core]
            	repositoryformatversion = 0
            	filemode = true
            	bare = false
            	logallrefupdates = true
            [remote "origin"]
            	%s
            	fetch = +refs/heads/*:refs/remotes/origin/*
            """;

    private final Git git;
    private final Path outer;
    private final Gitmodules.Submodule submodule;
    private final Checkout.Progress progress;

    /** @param outer the checkout of the superproject */
    SubmoduleRepository(Git git, Path outer, Gitmodules.Submodule submodule, Checkout.Progress progress) {
        this.git = git;
        this.outer = outer;
        this.submodule = submodule;
        this.progress = progress;
    }

    /**
     * Fetches it and checks it out.
     *
     * @param reaching git with the credentials for the URL
     * @throws IOException with a message or git's error output
     */
    void make(Git reaching, RepositoryUrl url) throws IOException, InterruptedException {
        var directory = place();
        git.must(outer, progress.left(), "init", "--quiet", "--bare", "--template=", "--", directory.toString());
        Files.writeString(directory.resolve("config"), CONFIG.formatted(Workspaces.line(url)));
        if (!(submodule.isShallow() && fetchAlone(reaching, directory, url))) {
            fetch(reaching, directory, url);
        }
        git.must(outer, progress.left(), "config", "submodule.%s.url".formatted(submodule.name()), url.text());
        var path = ":(top,literal)" + submodule.path();
        git.must(outer, progress.left(), "submodule", "update", "--no-fetch", "--checkout", "--", path);
    }

    /** Where git expects it. Must not be inside another submodule's repository, or around one. */
    private Path place() throws IOException, InterruptedException {
        var found = git.answer(outer, progress.left(), "rev-parse", "--absolute-git-dir");
        var directory = Path.of(found.strip()).resolve("modules");
        for (var part : Path.of(submodule.name())) {
            directory = directory.resolve(part);
            if (Files.exists(directory.resolve("HEAD"))) {
                throw new IOException("its name is inside the name of another submodule");
            }
        }
        if (Files.exists(directory)) {
            throw new IOException("the name of another submodule is inside its name");
        }
        return directory;
    }

    private boolean fetchAlone(Git reaching, Path directory, RepositoryUrl url)
            throws IOException, InterruptedException {
        return reaching.run(directory, progress.left(), fetching(url, "--depth=1", submodule.sha()))
                .ok();
    }

    private void fetch(Git reaching, Path directory, RepositoryUrl url) throws IOException, InterruptedException {
        reaching.must(
                directory,
                progress.left(),
                fetching(url, "--no-tags", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"));
        if (!git.run(directory, progress.left(), "cat-file", "-e", submodule.sha() + "^{commit}")
                .ok()) { // it is on no branch or tag; some hosts still send it
            reaching.must(directory, progress.left(), fetching(url, "--no-tags", submodule.sha()));
        }
    }

    private static String[] fetching(RepositoryUrl url, String option, String... refs) {
        var command = new ArrayList<>(List.of(
                "fetch", "--progress", "--no-write-fetch-head", "--no-recurse-submodules", option, "--", url.text()));
        command.addAll(List.of(refs));
        return command.toArray(String[]::new);
    }
}
