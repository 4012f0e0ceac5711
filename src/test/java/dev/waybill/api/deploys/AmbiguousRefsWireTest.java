package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pitfall 46 at all doors: trunk is a tag and a branch, and a branch has the first digits of a commit for its name. */
class AmbiguousRefsWireTest extends WireFixture {
    private String first;
    private String second;
    private String digits;

    @BeforeAll
    void name() throws Exception {
        first = repository.git("rev-parse", "HEAD");
        digits = first.substring(0, 7);
        repository.git("tag", "trunk");
        second = repository.commit("more", "more");
        repository.git("branch", "trunk");
        repository.git("branch", digits);
        client.put(
                "/api/0/apps/web/",
                Map.of("environments", Map.of("named", Map.of("default_ref", "trunk"), "staging", Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> name_ofATagAndABranch_isRefused() {
        return asked("""
                POST /api/0/web/deploy
                  ref=trunk => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                POST /api/0/deploys/
                  {'app':'web','env':'production','ref':'trunk'} => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                POST /api/0/deploys/?dryRun=1
                  {'app':'web','ref':'trunk'} => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                POST /api/0/deploys/
                  {'app':'web','env':'named'} => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/apps/web/envs/production/explain/
                  ?ref=trunk => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                  ?ref=trunk&as=automation => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/apps/web/envs/named/explain/
                  => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/apps/web/envs/production/changes/
                  ?ref=trunk => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/apps/web/envs/named/changes/
                  => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/apps/web/changes/
                  ?from=trunk&to=main => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                  ?from=main&to=trunk => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                GET /api/0/remote-changes/web/
                  ?startRef=trunk&endRef=main => 400 'error':'Invalid ref: \\'trunk\\' means more than one commit: refs/heads/trunk (
                """);
    }

    @TestFactory
    Stream<DynamicTest> fullName_isOneCommit() {
        return asked("""
                POST /api/0/deploys/?dryRun=1
                  {'app':'web','env':'staging','ref':'refs/tags/trunk'} => 200 'sha':'{first}
                  {'app':'web','env':'staging','ref':'refs/heads/trunk'} => 200 'sha':'{second}
                """.replace("{first}", first).replace("{second}", second));
    }

    @TestFactory
    Stream<DynamicTest> sha_isNeverABranch() {
        return asked(
                """
                POST /api/0/deploys/?dryRun=1
                  {'app':'web','env':'staging','sha':'{digits}'} => 200 'sha':'{first}
                POST /api/0/deploys/
                  {'app':'web','env':'staging','sha':'abcdef0'} => 400 'error':'Invalid ref: the repository has no commit \\'abcdef0\\''
                  {'app':'web','env':'staging','ref':'{digits}'} => 400 refs/heads/{digits} ({short}) and {first}; give one of these
                GET /api/0/commits/{digits}/
                  => 200 'sha':'{first}
                """.replace("{digits}", digits).replace("{first}", first).replace("{short}", second.substring(0, 7)));
    }

    @Test
    void deployBySha_keepsItsQuestion() throws Exception {
        var deploy = client.deploy("web", "?env=staging&sha=" + digits);

        client.awaitEnd(deploy);
        assertThat(deploy.get("sha").asString()).isEqualTo(first);
        assertThat(deploy.get("ref").asString()).isEqualTo(digits);
    }

    /** Nobody can be told at once; the deploy ends, and is not asked about for ever. */
    @Test
    void deploy_fails_whenItsRepositoryAnswersLater() throws Exception {
        var away = directory.resolve("away");
        client.app("later", repository, "true");
        Files.move(repository.path(), away);
        var deploy = client.deploy("later", "?ref=trunk");
        Files.move(away, repository.path());

        client.awaitEnd(deploy);
        assertThat(client.get("/api/0/deploys/" + deploy.get("id").asString() + "/")
                        .text())
                .contains("\"outcome\":\"failed\"")
                .contains("\\\"trunk\\\" means more than one commit: refs/heads/trunk (");
    }
}
