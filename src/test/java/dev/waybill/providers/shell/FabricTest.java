package dev.waybill.providers.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pitfall 44: {@code fab -R} of Fabric 2 means {@code --dry}. */
class FabricTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fab -R {env} deploy:sha={sha}",
                "fab -Rweb deploy",
                "fab -eR web deploy",
                "fab -H a,b -R web deploy",
                "fab deploy -R web",
                "make && fab -R web deploy",
                "cd ops; A=1 exec fab -R web deploy | tee log",
                "/opt/venv/bin/fab -R web deploy",
                "python3 -m fabric -R web deploy",
                "sh -c \"fab -R web deploy\"",
                "sh -c 'fab \"-R\" web deploy'",
                "x=$(fab -R web deploy)",
                "fab \\\n  -R web \\\n  deploy",
                "set -e\n./build\n\tfab -R {env} deploy"
            })
    void dryRunInDisguise_isFound(String line) {
        assertThat(Fabric.isDry(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fab --pty deploy --env={env} --sha={sha}",
                "fab -H root@Rhost deploy -r ops",
                "fab deploy && ls -R",
                "fab deploy; cp -R a b",
                "cp -R fab ops",
                "prefab -R web",
                "./fab.sh -R web",
                "# fab -R web deploy\n./deploy",
                "fab deploy # not -R web",
                "fab deploy -- -R",
                "fab --dry deploy",
                "ansible-playbook -R fabric"
            })
    void others_areNot(String line) {
        assertThat(Fabric.isDry(line)).isFalse();
    }
}
