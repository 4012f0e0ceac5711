package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a deploy leaves in a warm workspace, the next one finds what a fresh checkout has. */
class WarmTest extends WarmFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "touch -r lib/b stamp; echo owt > lib/b; touch -r stamp lib/b",
                "cp -p lib/b x; echo owt > x; touch -r lib/b x; mv x lib/b",
                "rm lib/b; mkdir lib/b; echo in > lib/b/x",
                "rm lib/b; mkdir lib/b",
                "rm lib/b; ln -s /etc/passwd lib/b",
                "rm lib/b; mkfifo lib/b; mkfifo .gitattributes 'new\nline'",
                "rm link; echo file > link",
                "ln -sfn lib/deep/a link",
                "mv lib ../outside-$$; ln -s ../outside-$$ lib",
                "mv lib elsewhere; ln -s elsewhere lib",
                "rm -r lib; ln -s /nowhere lib",
                "rm -r lib; echo file > lib",
                "mkdir n lib/deep/n; git -C n init -q; git -C lib/deep/n init -q; echo x > n/x; git -C lib init -q",
                "echo gitdir: /nowhere > lib/.git; mkdir keep/.GIT",
                "git clone -q --bare . bare",
                "git update-index --assume-unchanged lib/b; echo owt > lib/b; git update-index --skip-worktree run; rm run",
                "git rm -q -r --cached lib; rm -rf keep",
                "printf '#!/bin/sh\\ntouch hooked' > .git/hook; mkdir -p .git/hooks; mv .git/hook .git/hooks/post-checkout; chmod +x .git/hooks/*",
                "git config core.worktree /nowhere; git config core.hooksPath /x; git config core.bare true",
                "git config core.fileMode false; git config core.autocrlf true; git config core.trustctime false; chmod 600 lib/b; chmod 755 readme",
                "git config filter.x.smudge 'sed s/o/0/'; echo '* filter=x' > .git/info-attributes; mkdir -p .git/info; mv .git/info-attributes .git/info/attributes",
                "echo '* text eol=crlf' > .gitattributes; echo '* text eol=crlf' > lib/.gitattributes",
                "chmod 600 lib/b; chmod 400 keep/c; chmod 4755 run",
                "chmod 700 keep; chmod 1777 lib; chmod 2755 lib/deep",
                "echo x > a.log; mkdir -p build/out; echo y > build/out/z.log; echo '*' > lib/.gitignore; echo secret > lib/s",
                "mkdir -p ro/in; echo x > ro/in/y; chmod 500 ro/in ro lib; chmod 000 keep",
                "rm -rf lib keep run link readme .gitignore",
                "rm -rf .git; echo 'gitdir: /nowhere' > .git",
                "rm -rf .git; ln -s /etc .git",
                "chmod 500 .",
                "git commit -q --allow-empty -m x 2> /dev/null || git -c user.name=a -c user.email=b commit -q --allow-empty -m x; git branch -f mine; git gc -q",
                "git checkout -q second 2> /dev/null",
                "git config core.sparseCheckout true; mkdir -p .git/info; echo /readme > .git/info/sparse-checkout; git read-tree -mu HEAD",
                "ln lib/b hard; ln lib/b ../hard-$$; echo more >> hard",
                "touch -d '2001-01-01' readme; chmod 640 readme",
                "touch .git/index.lock",
                "mv lib LIB; mkdir lib; echo x > 'lib/ space'; echo y > \"$(printf 'lib/\\377')\""
            })
    void checkOut_makesWhatAFreshOneHas_inAWarmWorkspace(String script) throws Exception {
        leave(script);

        assertLikeFresh("first");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "rm gone run; mkdir gone gone/.git run; echo x > gone/x; mkfifo added",
                "rm gone; ln -s lib gone; rm -r lib; ln -s keep lib; mkdir added",
                "chmod 600 gone lib/b run keep/c; echo x > added; chmod 500 lib",
                "git checkout -q second 2> /dev/null"
            })
    void checkOut_goesOnToTheNextCommit_inAWarmWorkspace(String script) throws Exception {
        leave(script);

        assertLikeFresh("second");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    @Test
    void checkOut_writesOnlyWhatDiffers() throws Exception {
        leave("stat -c '%i %z' keep/c lib/b > ../inodes");
        var warm = checkOut(remote(), next(), "second", WARM);
        var before = Files.readAllLines(directory.resolve("data/workspaces/inodes"));

        var after = run(warm, "stat -c '%i %z' keep/c lib/b").lines().toList();

        assertThat(after.getFirst()).isEqualTo(before.getFirst());
        assertThat(after.getLast()).isNotEqualTo(before.getLast());
        Files.delete(directory.resolve("data/workspaces/inodes"));
        sources.remove(warm.getFileName().toString());
    }
}
