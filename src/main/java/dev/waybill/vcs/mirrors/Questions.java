package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.GitFailure;
import dev.waybill.vcs.history.History;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Queries the histories of mirrors. Fetches missing commits, and creates damaged mirrors again. Thread-safe. */
final class Questions {
    /** How long a query waits for a fetch; callers retry. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Mirrors mirrors;

    Questions(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    interface Question<T> {
        T ask(History history) throws IOException, InterruptedException;
    }

    /**
     * Queries the mirror, and again after a fetch if a commit is missing, which is rare. If that fails, too, the mirror
     * is checked for damage. Blocks.
     *
     * @throws CommitMissing if the repository does not have one of the commits
     */
    <T> T ask(Remote remote, List<Sha> needed, Question<T> question) throws IOException, InterruptedException {
        try {
            return question.ask(mirrors.history(remote.url()));
        } catch (IOException e) {
            for (var sha : needed) {
                ensure(remote, sha, LONGEST);
            }
        }
        try {
            return question.ask(mirrors.history(remote.url()));
        } catch (GitFailure e) {
            if (e.kind() != GitFailure.Kind.ENDED) {
                throw e;
            }
            mirrors.mend(remote, LONGEST);
            return question.ask(mirrors.history(remote.url()));
        }
    }

    /** Like {@link Mirrors#ensure}. */
    void ensure(Remote remote, Sha sha, Duration longest) throws IOException, InterruptedException {
        var ref = Ref.sha(sha.hex());
        if (await(mirrors.resolve(remote, ref), longest).isEmpty()) {
            mirrors.mend(remote, longest); // it existed once, so the mirror may be damaged
            if (await(mirrors.resolve(remote, ref), longest).isEmpty()) {
                throw new CommitMissing(remote.url(), sha);
            }
        }
    }

    /** @throws IOException if the request fails or exceeds the time */
    static <T> T await(CompletableFuture<T> answer, Duration longest) throws IOException, InterruptedException {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the repository is still being fetched after %d s".formatted(longest.toSeconds()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
