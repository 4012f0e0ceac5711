package dev.waybill.workspaces;

import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks out a commit without a branch. */
final class DetachedHead {
    private DetachedHead() {}

    /** @param options more of them, such as {@code --force} */
    static void checkOut(Git git, Path workspace, Duration left, Sha sha, String... options)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("-c", "checkout.workers=0", "-c", "advice.detachedHead=false", "checkout"));
        words.addAll(List.of(options));
        words.addAll(List.of("--quiet", "--detach", sha.hex()));
        git.must(workspace, left, words.toArray(String[]::new));
    }
}
