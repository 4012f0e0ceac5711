package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each sentence, said to a real app. */
class ChatTest extends ChatFixture {
    @Test
    void deploys_goOut_areFound_andGoBack() throws Exception {
        app("shop", "true");
        var first = repository.git("rev-parse", "HEAD");

        var deployed = say(ann, "deploy shop/main to stg");
        assertThat(text(deployed))
                .containsPattern("(?s)shop/staging#1 (starts now|is waiting).*: main")
                .contains(server.url() + "/apps/shop/staging/1");
        assertThat(deployed.get("deploy").asString()).isEqualTo("shop/staging#1");
        client.awaitEnd(client.get("/api/0/deploys/shop/staging/1/").json());
        toTheEnd(ann, "promote shop staging to prod");
        var second = repository.commit("prices", "new");
        toTheEnd(ann, "deploy shop/%s to production because new prices".formatted(second));
        assertThat(done(ann, "where is " + second)).contains("Change prices", "shop/staging: not live");
        toTheEnd(ann, "rollback shop in prod");

        assertThat(done(bob, "where is " + first.substring(0, 8))).containsPattern("shop/production: live since");
        assertThat(done(bob, "where is " + second))
                .containsPattern("shop/production: not live; ann rolled it back at .* \\(shop/production#3\\)");
        assertThat(done(bob, "status shop")).contains("shop/production: ", "shop/staging: ", first.substring(0, 7));
        assertThat(done(bob, "status shop in prod"))
                .doesNotContain("staging:")
                .contains("deployed by shop/production#3");
        assertThat(done(bob, "deploys shop in production").lines()).hasSize(3);
        assertThat(done(bob, "status shop/prod#3")).contains("requested by ann: succeeded at");
        assertThat(client.get("/api/0/deploys/shop/production/3/")
                        .json()
                        .get("reason")
                        .asString())
                .isEqualTo("requested in chat");
        assertThat(refused(ann, "rollback shop to #99", "invalid_ref")).contains("\"#99\" was never live");
        assertThat(refused(ann, "deploy shop/nosuch", "invalid_ref"))
                .startsWith("Refused: the repository has no branch");
        assertThat(refused(ann, "deploy shop to prodution", "invalid_environment"))
                .contains("did you mean production?");
    }

    @Test
    void locks_refuse_andSayWhatToSay() throws Exception {
        app("blog", "true");
        assertThat(done(bob, "lock blog in prod for 90m because db migration"))
                .startsWith("production of blog is locked by bob until ")
                .endsWith(": \"db migration\"");

        var said = say(ann, "deploy blog/main to prod");
        assertThat(said.at("/blockers/0/code").asString()).isEqualTo("LOCKED");
        assertThat(text(said))
                .startsWith("Refused: production of blog is locked by bob since ")
                .contains("can release it (say: unlock blog in production)")
                .contains("(say: deploy blog/main to production and wait)");
        assertThat(done(ann, "deploy blog/main to prod and wait"))
                .startsWith("blog/production#1 is waiting at position 1 in the queue: main")
                .contains("locked by bob");
        assertThat(done(ann, "why blog in prod"))
                .contains("blog/production#1 is waiting at position 1", "say: unlock blog in production");
        assertThat(done(ann, "queue blog")).contains("blog/production#1", "requested by ann", "locked by bob");
        assertThat(done(ann, "status blog"))
                .contains("blog/production#1 is waiting; production of blog is locked by bob");
        assertThat(done(ann, "where can i deploy blog"))
                .contains("blog/production: you may deploy; production of blog is locked")
                .contains("blog/staging: you may deploy");

        assertThat(refused(ann, "lock blog in prod because mine", "locked"))
                .contains("steal it (say: lock! blog in production because mine)");
        assertThat(refused(ann, "unlock blog in production", "not_permitted")).contains("only bob, or a user");
        assertThat(refused(bob, "unlock blog", "invalid_resource"))
                .contains(
                        "blog is not locked; production of blog is locked by bob", "(say: unlock blog in production)");
        assertThat(done(bob, "unlock blog in production"))
                .startsWith("production of blog is unlocked\nblog/production#1 can start at ");
        assertThat(done(ann, "cancel blog/production#1")).isEqualTo("blog/production#1 was cancelled");
        assertThat(refused(ann, "cancel blog/production#1", "conflict")).contains("has already ended");
        assertThat(refused(ann, "cancel blog/production#7", "invalid_resource"))
                .isEqualTo("Refused: there is no deploy blog/production#7");
    }

    @Test
    void theQueue_namesWhatRuns_andWhatWaitsForIt() throws Exception {
        var latch = latch("news");
        app("news", "echo on; " + latch.await());
        var running = say(ann, "deploy news");
        client.awaitLog(
                client.get("/api/0/deploys/%s/"
                                .formatted(running.get("deployId").asString()))
                        .json(),
                "on\n");

        assertThat(done(bob, "deploy news"))
                .startsWith("news/production#2 is waiting at position 1 in the queue")
                .contains("waits for news/production#1, which is running");
        assertThat(done(bob, "queue news").lines()).hasSize(2);
        assertThat(done(bob, "status")).contains("news/production#1", "has been running since");
        assertThat(refused(ann, "rollback news", "conflict")).contains("(say: rollback! news)");
        assertThat(done(ann, "cancel news/prod#2")).isEqualTo("news/production#2 was cancelled");
        assertThat(done(ann, "cancel news/prod#1")).startsWith("news/production#1 is being stopped");
        latch.open();
    }

    @Test
    void shortNames_meanTheEnvironmentsThatExist() throws Exception {
        client.app("wiki", repository, "true");
        assertThat(client.put("/api/0/apps/wiki/", Map.of("default_environment", "prod"))
                        .status())
                .isEqualTo(200);
        client.app("forum", repository, "true");
        client.app("docs", repository, "true");
        assertThat(client.post("/api/0/deploys/", Map.of("app", "docs", "env", "prod"))
                        .status())
                .isEqualTo(201);

        assertThat(done(ann, "lock wiki in prod because audit")).startsWith("prod of wiki is locked");
        assertThat(done(ann, "lock forum in prd because audit")).startsWith("production of forum is locked");
        assertThat(done(ann, "lock docs in prod because audit")).startsWith("prod of docs is locked");
        assertThat(done(ann, "status docs/prod#1")).startsWith("docs/prod#1 with ");
    }

    @Test
    void help_listsTheSentences() throws Exception {
        assertThat(done(ann, "help"))
                .contains("deploy[!] APP[/REF] [to ENV]", "unlock APP")
                .doesNotContain("approve");
        assertThat(text(say(ann, "deplyo shop"))).startsWith("I do not know \"deplyo\"; did you mean deploy?");
    }
}
