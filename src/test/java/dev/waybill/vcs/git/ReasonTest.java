package dev.waybill.vcs.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why git failed, according to messages of git and ssh. */
class ReasonTest {
    /** Real messages that tests cannot reproduce. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DISK          | fatal: write error: No space left on device",
                "DISK          | error: unable to create temporary file: Disk quota exceeded",
                "BROKEN        | remote: fatal: write error: No space left on device~fatal: early EOF",
                "OWNER         | fatal: detected dubious ownership in repository at '/srv/git/shop.git'",
                "OWN_FILES     | error: insufficient permission for adding an object to repository database ./objects~fatal: Permission denied",
                "UNREACHABLE   | ssh: connect to host 10.0.0.1 port 22: Connection timed out",
                "UNREACHABLE   | ssh: connect to host 10.0.0.1 port 22: No route to host",
                "REFUSED       | fatal: unable to access 'https://x/': Failed to connect to x port 443 after 0 ms: Couldn't connect to server",
                "PROXY         | fatal: unable to access 'https://x/': Could not resolve proxy: proxy.example.com",
                "PROXY         | fatal: unable to access 'https://x/': CONNECT tunnel failed, response 403",
                "CERTIFICATE   | fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate",
                "CERTIFICATE   | fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none CRLfile: none",
                "NOT_FOUND     | ERROR: Repository not found.~fatal: Could not read from remote repository.",
                "NOT_FOUND     | remote: The project you were looking for could not be found or you don't have permission to view it.",
                "AUTHENTICATION| git@github.com: Permission denied (publickey).~fatal: Could not read from remote repository.",
                "AUTHENTICATION| remote: Invalid username or password.~fatal: Authentication failed for 'https://x/'",
                "OTHER_HOST_KEY| @ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @~Host key verification failed.",
                "NEW_HOST_KEY  | Host key verification failed.~fatal: Could not read from remote repository.",
                "PROGRAM       | error: cannot run ssh: No such file or directory~fatal: unable to fork",
                "BROKEN        | kex_exchange_identification: Connection closed by remote host",
                "BROKEN        | fetch-pack: unexpected disconnect while reading sideband packet~fatal: early EOF",
            })
    void knownMessages_haveAReason(Reason reason, String output) {
        assertThat(Reason.of(output.replace("~", "\n"))).contains(reason);
    }

    @Test
    void otherMessages_haveNone() {
        assertThat(Reason.of("fatal: bad object HEAD")).isEmpty();
    }
}
