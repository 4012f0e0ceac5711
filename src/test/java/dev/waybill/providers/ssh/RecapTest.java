package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.waybill.spi.HostState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be said about hosts after Ansible's output, and what cannot. */
class RecapTest {
    private static final String SUMMARY = """
            PLAY RECAP ***
            \u001b[0;32mweb1\u001b[0m   : \u001b[0;32mok=1   \u001b[0m changed=1    unreachable=0    failed=0    skipped=0
            web2                       : ok=0    changed=0    unreachable=0    failed=1    skipped=0    rescued=0
            web3                       : ok=0    changed=0    unreachable=1    failed=0    skipped=0    rescued=0

            """;
    private static final String LIST = """
            playbook: deploy.yml

              play #1 (all): all\tTAGS: []
                pattern: ['all']
                hosts (4):
                  web3
                  web1
                  web4
                  web2
            """;
    private static final String PLAY = "\nPLAY [all] ***\n\nTASK [raw] ***\n";

    private static Map<String, HostState> states(String output) {
        return Recap.of(output).states();
    }

    @Test
    void hosts_haveTheirStates_andThoseThatWereNotReachedArePending() {
        assertThat(states(PLAY + SUMMARY + LIST))
                .containsOnly(
                        entry("web1", HostState.OK),
                        entry("web2", HostState.FAILED),
                        entry("web3", HostState.UNREACHABLE),
                        entry("web4", HostState.PENDING));
    }

    @Test
    void hostsThatAPlaybookAdds_makeTheOthersUnknown_too() {
        var added = LIST.replace("hosts (4)", "hosts (5)");
        var none = LIST + "\n  play #2 (new): new\tTAGS: []\n    pattern: ['new']\n    hosts (0):\n";

        assertThat(states(PLAY + SUMMARY + added)).isEmpty();
        assertThat(states(PLAY + SUMMARY + none)).isEmpty();
        assertThat(states(PLAY + SUMMARY.replace("web3", "new1") + LIST)).isEmpty();
    }

    @Test
    void success_needsNoList() {
        assertThat(states(SUMMARY.lines().limit(2).toList().getLast())).isEmpty();
        assertThat(states(String.join("\n", SUMMARY.lines().limit(2).toList())))
                .containsExactly(entry("web1", HostState.OK));
    }

    @Test
    void failure_withoutAListOfAllHosts_tellsNothing_butASentence() {
        assertThat(states(PLAY + SUMMARY)).isEmpty();
        assertThat(states(PLAY + "PLAY RECAP ***\n" + LIST)).isEmpty();
        assertThat(HostSentence.of(Recap.of(SUMMARY).ended())).contains("failed: web2; unreachable: web3; ok: web1");
        assertThat(HostSentence.of(Recap.of("web1 : ok=1\n").ended())).isEmpty();
        var line = SUMMARY.lines().toList().get(2).replace("web2", "web%02d");
        var many = new StringBuilder("PLAY RECAP\n");
        for (var host = 0; host < 12; host++) {
            many.append(line.formatted(host)).append('\n');
        }
        assertThat(HostSentence.of(Recap.of(many.toString()).ended()))
                .hasValueSatisfying(it -> assertThat(it).endsWith("web09 and 2 more"));
    }

    @Test
    void hostsThatDidNotFail_arePending_ifAnsibleStoppedBeforeTheEnd() {
        var stopped = PLAY + "ok: [web1]\n\nNO MORE HOSTS LEFT ***\n\n" + SUMMARY + LIST;
        var twoPlays = LIST + "  play #2 (web): web\tTAGS: []\n    hosts (1):\n      web1\n";
        var brokenOff = PLAY + "ok: [web1]\n" + PLAY + "fatal: [web2]: FAILED!\n" + SUMMARY + twoPlays;
        var goneOn = PLAY + "fatal: [web2]: FAILED!\n" + PLAY + "changed: [web1 -> db]\n" + SUMMARY + twoPlays;

        assertThat(states(stopped)).containsEntry("web1", HostState.PENDING);
        assertThat(states(brokenOff)).containsEntry("web1", HostState.PENDING);
        assertThat(states(goneOn)).containsEntry("web1", HostState.OK);
    }
}
