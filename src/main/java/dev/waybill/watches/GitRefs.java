package dev.waybill.watches;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.refs.LsRemote;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks repositories with git, which is started for each look. Thread-safe. */
public final class GitRefs implements RefSource {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** About 100,000 refs; of more, not all are in memory at once. */
    private static final int LARGEST = 8 << 20;

    private final Git git;
    private final Path outside;
    private final LastAnswers lastAnswers =
            new LastAnswers((answer, isWanted) -> LsRemote.answer(new ByteArrayInputStream(answer), isWanted));

    /** @param outside a directory that is no repository */
    public GitRefs(Git git, Path outside) {
        this.git = git;
        this.outside = outside;
    }

    @Override
    public RemoteRefs refs(Remote remote, Wish wish) throws IOException, InterruptedException {
        return changed(remote, wish, "").orElseThrow(); // no digest is empty
    }

    @Override
    public Optional<RemoteRefs> changed(Remote remote, Wish wish, String known)
            throws IOException, InterruptedException {
        var reaching = git.reaching(remote).withSilence(SILENCE);
        return LsRemote.read(
                reaching, outside, remote.url(), wish.prefixes(), answer -> changed(remote, wish, answer, known));
    }

    private Optional<RemoteRefs> changed(Remote remote, Wish wish, InputStream answer, String known)
            throws IOException {
        var begin = answer.readNBytes(LARGEST);
        if (begin.length < LARGEST) {
            return lastAnswers.changed(remote.url().text(), wish, begin, known);
        }
        var all = new SequenceInputStream(new ByteArrayInputStream(begin), answer);
        return Optional.of(LsRemote.answer(all, wish.filter()))
                .filter(refs -> !refs.digest().equals(known));
    }
}
