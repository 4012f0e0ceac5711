package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which commit a request means; once for each database. */
abstract class RefContract extends SharedServer {
    @Test
    void previous_isTheNewestSuccessOfAnotherSha() throws Exception {
        client.app("back", repository, "true");
        var old = repository.git("rev-parse", "main");
        client.awaitEnd(client.deploy("back", ""));
        var newer = repository.commit("more", "more\n");
        client.awaitEnd(client.deploy("back", ""));

        var back = client.post("/api/0/tasks/", Map.of("app", "back", "ref", ":previous"));
        client.awaitEnd(back.json());
        var live = client.post("/api/0/tasks/", Map.of("app", "back", "ref", ":current"));

        assertThat(back.json().get("sha").asString()).isEqualTo(old);
        assertThat(client.show(back.json()).get("previousSha").asString()).isEqualTo(newer);
        assertThat(live.json().get("sha").asString()).isEqualTo(old);
    }

    /** What is current is something else in another environment, and after the next deploy. */
    @Test
    void versionThatWasDeployedAsCurrent_isPromotedAndRolledBackTo_underItsSha() throws Exception {
        client.app("lasting", repository, "true");
        var sha = repository.git("rev-parse", "main");
        client.awaitEnd(client.deploy("lasting", "?env=staging"));
        client.awaitEnd(client.deploy("lasting", "?env=staging&ref=:current"));

        var promoted = client.post("/api/0/apps/lasting/envs/staging/promote/", Map.of("to", "production"));
        repository.commit("lasting", "newer");
        client.awaitEnd(client.deploy("lasting", "?env=staging"));
        var back = client.post("/api/0/apps/lasting/envs/staging/rollback/", Map.of("reason", "too slow"));

        assertThat(promoted.json().get("ref").asString()).isEqualTo(sha);
        assertThat(promoted.json().get("sha").asString()).isEqualTo(sha);
        assertThat(back.json().get("ref").asString()).isEqualTo(sha);
        assertThat(back.json().get("sha").asString()).isEqualTo(sha);
    }

    @Test
    void ref_mayBeABranchATagOrAnySha() throws Exception {
        client.app("refs", repository, "true");
        var sha = repository.git("rev-parse", "main");
        repository.git("tag", "v1");
        repository.git("branch", "feature/x");

        for (var ref : List.of("main", "v1", "feature/x", "HEAD", sha, sha.substring(0, 8))) {
            var answer = client.post("/api/0/deploys/", Map.of("app", "refs", "ref", ref));
            assertThat(answer.json().get("sha").asString()).as(ref).isEqualTo(sha);
        }
        var unknown = client.post("/api/0/deploys/", Map.of("app", "refs", "ref", "nosuch"));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("error_name").asString()).isEqualTo("invalid_ref");
    }

    /** Pitfall 17: what was pushed before a request is what the request sees. */
    @Test
    void push_isSeen_byTheNextRequest() throws Exception {
        client.app("pushed", repository, "true");
        for (var i = 0; i < 5; i++) {
            var sha = repository.commit("pushed", "version " + i);
            assertThat(client.deploy("pushed", "").get("sha").asString()).isEqualTo(sha);
        }
    }

    /** A mirror may be lost, or be broken by a disk. */
    @Test
    void mirror_isMadeAnew_whenItIsGoneOrBroken() throws Exception {
        var own = TestRepository.make(directory.resolve("own"));
        client.app("mirrored", own, "cat readme");
        client.awaitEnd(client.deploy("mirrored", ""));
        var mirror = newest(server.data().resolve("mirrors"));
        own.commit("more", "more");
        Files.writeString(mirror.resolve("packed-refs"), "rubbish\n");
        Files.writeString(mirror.resolve("HEAD"), "rubbish\n");

        assertThat(client.awaitEnd(client.deploy("mirrored", ""))).contains("hello\n>> succeeded");
    }

    private static Path newest(Path mirrors) throws IOException {
        try (var all = Files.list(mirrors)) {
            return all.filter(it -> it.toString().endsWith(".git"))
                    .max(Comparator.comparing(it -> it.toFile().lastModified()))
                    .orElseThrow();
        }
    }
}
