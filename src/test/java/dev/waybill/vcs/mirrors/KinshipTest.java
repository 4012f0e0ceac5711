package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class KinshipTest extends MirrorsFixture {
    private static final Sha NOWHERE = new Sha("0123456789012345678901234567890123456789");

    private Sha first;

    @BeforeEach
    void findFirst() throws Exception {
        first = new Sha(repository.git("rev-parse", "HEAD"));
    }

    private Sha commit(String file) throws Exception {
        return new Sha(repository.commit(file, file));
    }

    private Sha revert(Sha sha) throws Exception {
        repository.git("revert", "--no-edit", sha.hex());
        return new Sha(repository.git("rev-parse", "HEAD"));
    }

    private Sha commitSaying(String message) throws Exception {
        repository.git("commit", "--quiet", "--allow-empty", "--message", message);
        return new Sha(repository.git("rev-parse", "HEAD"));
    }

    @Test
    void kinship_countsTheCommitsOfEach() throws Exception {
        var second = commit("second");
        var third = commit("third");
        repository.git("checkout", "--quiet", "-b", "other", first.hex());
        var other = commit("other");
        assertThat(mirrors.kinship(remote, third, third)).contains(new Kinship(0, 0));
        assertThat(mirrors.kinship(remote, first, third)).contains(new Kinship(2, 0));
        assertThat(mirrors.kinship(remote, third, first)).contains(new Kinship(0, 2));
        assertThat(mirrors.kinship(remote, second, other)).contains(new Kinship(1, 1));
    }

    @Test
    void kinship_hasOneOfFourKinds() {
        assertThat(new Kinship(0, 0).isSame()).isTrue();
        assertThat(new Kinship(1, 0).isAhead()).isTrue();
        assertThat(new Kinship(0, 1).isBehind()).isTrue();
        assertThat(new Kinship(1, 1).isDiverged()).isTrue();
    }

    @Test
    void kinship_contactsNoRepository_ifTheMirrorHasBoth() throws Exception {
        var second = commit("second");
        mirrors.ensure(remote, second, Duration.ofMinutes(5));
        Files.move(repository.path(), directory.resolve("away"));

        assertThat(mirrors.kinship(remote, first, second)).contains(new Kinship(1, 0));
        assertThatThrownBy(() -> mirrors.kinship(remote, first, NOWHERE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not appear to be a git repository");
    }

    @Test
    void kinship_isEmpty_ifACommitWasForcePushedAwayBeforeTheFirstFetch() throws Exception {
        var lost = commit("lost");
        repository.git("reset", "--quiet", "--hard", first.hex());
        repository.git("reflog", "expire", "--expire=now", "--all");
        repository.git("gc", "--quiet", "--prune=now");

        assertThat(mirrors.kinship(remote, lost, first)).isEmpty();
        assertThat(mirrors.kinship(remote, first, NOWHERE)).isEmpty();
    }

    @Test
    void kinship_isDiverged_ifTheMirrorHasTheForcePushedCommit() throws Exception {
        var lost = commit("lost");
        mirrors.ensure(remote, lost, Duration.ofMinutes(5));
        repository.git("reset", "--quiet", "--hard", first.hex());
        var instead = commit("instead");

        assertThat(mirrors.kinship(remote, lost, instead)).contains(new Kinship(1, 1));
    }

    @Test
    void kinship_isEmpty_forAShallowRepository() throws Exception {
        var second = commit("second");
        repository.git("clone", "--quiet", "--depth=1", "file://" + repository.path(), "../shallow");
        var shallow = Remote.of(new RepositoryUrl(directory.resolve("shallow").toString()));

        assertThat(mirrors.kinship(shallow, first, second)).isEmpty();
    }

    @Test
    void isMended_byARevert_untilThatIsReverted() throws Exception {
        var bad = commit("bad");
        var after = commit("after");
        var revert = revert(bad);
        var again = revert(revert);
        var andAgain = revert(again);

        assertThat(mirrors.isMended(remote, bad, after)).isFalse();
        assertThat(mirrors.isMended(remote, bad, revert)).isTrue();
        assertThat(mirrors.isMended(remote, bad, again)).isFalse();
        assertThat(mirrors.isMended(remote, bad, andAgain)).isTrue();
        assertThat(mirrors.isMended(remote, after, andAgain)).isFalse();
        assertThat(mirrors.isMended(remote, revert, bad)).isFalse();
    }

    @Test
    void isMended_byTheRevertOfAMerge() throws Exception {
        repository.git("checkout", "--quiet", "-b", "side");
        commit("side");
        repository.git("checkout", "--quiet", "main");
        commit("main");
        repository.git("merge", "--quiet", "--no-edit", "side");
        var merge = new Sha(repository.git("rev-parse", "HEAD"));
        repository.git("revert", "--no-edit", "--mainline=1", merge.hex());

        assertThat(mirrors.isMended(remote, merge, new Sha(repository.git("rev-parse", "HEAD"))))
                .isTrue();
    }

    @Test
    void isMended_byALineThatNamesTheCommit() throws Exception {
        var bad = commit("bad");
        var hex = bad.hex();

        assertThat(mirrors.isMended(remote, bad, commitSaying("Fix it\n\nFixes-deploy: " + hex.substring(0, 11))))
                .isFalse();
        var other = hex.substring(0, 12) + (hex.charAt(12) == '0' ? "1" : "0");
        assertThat(mirrors.isMended(remote, bad, commitSaying("Fix it\n\nFixes-deploy: " + other)))
                .isFalse();
        assertThat(mirrors.isMended(remote, bad, commitSaying("Say Fixes-deploy: " + hex)))
                .isFalse();
        assertThat(mirrors.isMended(remote, bad, commitSaying("He said: This reverts commit " + hex)))
                .isFalse();
        var fixed = commitSaying("Fix it\n\nWords.\nfixes-deploy: " + hex.substring(0, 12));
        assertThat(mirrors.isMended(remote, bad, fixed)).isTrue();
        assertThat(mirrors.isMended(remote, bad, commitSaying("This reverts commit %s.".formatted(fixed))))
                .isFalse();
        assertThat(mirrors.isMended(remote, bad, commitSaying("FIXES-DEPLOY: " + hex)))
                .isTrue();
    }

    @Test
    void isMended_isFalse_ifTheCommitDoesNotExist() throws Exception {
        assertThat(mirrors.isMended(remote, NOWHERE, first)).isFalse();
    }
}
