package dev.waybill.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Pause;
import dev.waybill.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first page says how many commits are not live. What is live is recorded, so that no command runs. Run on both databases. */
abstract class BacklogContract extends SharedServer {
    private static final Map<String, Map<String, ?>> PROMOTED =
            Map.of("staging", Map.of(), "production", Map.of("auto", Map.of("on", "success", "of", "staging")));

    private Browser browser;
    private String cookie;
    private String first;
    private String second;
    private String third;

    @BeforeAll
    void begin() throws Exception {
        browser = Browser.at(server);
        cookie = browser.signIn(server.token());
        first = repository.git("rev-parse", "HEAD");
        second = repository.commit("two", "2\n");
        third = repository.commit("three", "3\n");
    }

    private void app(String name, Map<String, ?> environments) throws Exception {
        client.app(name, repository, Map.of("command", "true"), Map.of("environments", environments));
        if (environments.equals(PROMOTED)) {
            client.put("/api/0/apps/%s/envs/production/auto/".formatted(name), Map.of("mode", "off"));
        }
    }

    private void live(String app, String environment, String sha) throws Exception {
        var path = "/api/0/apps/%s/envs/%s/record/".formatted(app, environment);
        var recorded = client.post(path, Map.of("sha", sha, "ref", sha));
        assertThat(recorded.status()).as(recorded.text()).isEqualTo(201);
    }

    /** The cell of an environment. */
    private String cell(String app, String environment, String reader) throws Exception {
        var page = browser.get("/", reader).text();
        var begin = "<td [^>]*><a href=\"/apps/%s/%s".formatted(app, environment);
        var cell = Pattern.compile(begin + ".*?</td>", Pattern.DOTALL).matcher(page);
        assertThat(cell.find()).as(page).isTrue();
        return cell.group();
    }

    private String await(String app, String text) throws Exception {
        while (!cell(app, "production", cookie).contains(text)) {
            server.time().pass(Duration.ofSeconds(5)); // repositories are looked at from time to time
            Pause.briefly();
        }
        return cell(app, "production", cookie);
    }

    /** The cell of production once all is known of it: distances are found out in their order, and that of another app after it. */
    private String settled(String app) throws Exception {
        cell(app, "production", cookie);
        app("after-" + app, PROMOTED);
        live("after-" + app, "production", first);
        live("after-" + app, "staging", repository.commit(app, "new\n"));
        await("after-" + app, " commits not live");
        return cell(app, "production", cookie);
    }

    @Test
    void commitsOfTheSource_areNotLive_whereTheyArePromotedTo() throws Exception {
        app("promoted", PROMOTED);
        live("promoted", "production", first);
        live("promoted", "staging", third);

        var cell = await("promoted", "2 commits not live");

        assertThat(cell).contains("title=\"2 commits not live\"", "<span aria-hidden=\"true\">+2</span>");
    }

    @Test
    void newestCommit_isNotLive_whereNothingIsPromoted() throws Exception {
        app("manual", Map.of("production", Map.of("default_ref", "main")));
        live("manual", "production", first);

        await("manual", " commits not live");
    }

    @Test
    void nothingIsSaid_ifTheSourceIsBehind() throws Exception {
        app("older", PROMOTED);
        live("older", "production", third);
        live("older", "staging", first);

        assertThat(settled("older")).contains(third.substring(0, 7)).doesNotContain("not live");
    }

    @Test
    void nothingIsSaid_ifTheSourceHasDiverged() throws Exception {
        repository.git("checkout", "--quiet", "-b", "aside", first);
        var aside = repository.commit("aside", "other\n");
        repository.git("checkout", "--quiet", "main");
        app("diverged", PROMOTED);
        live("diverged", "production", third);
        live("diverged", "staging", aside);

        assertThat(settled("diverged")).contains(third.substring(0, 7)).doesNotContain("not live");
    }

    @Test
    void nothingIsSaid_ifACommitIsUnknown() throws Exception {
        app("unknown", PROMOTED);
        live("unknown", "production", first);
        live("unknown", "staging", "d".repeat(40));

        assertThat(settled("unknown")).contains(first.substring(0, 7)).doesNotContain("not live");
    }

    @Test
    void nothingIsSaid_toWhoMayNotReadTheSource() throws Exception {
        app("secret", PROMOTED);
        live("secret", "production", first);
        live("secret", "staging", third);
        await("secret", "2 commits not live");
        var token = Map.of(
                "name", "reads production", "user", "rita", "rights", List.of("read"), "environments", "production");
        var rita = browser.signIn(
                client.post("/api/0/tokens/", token).json().get("token").asString());

        assertThat(cell("secret", "production", rita))
                .contains(first.substring(0, 7))
                .doesNotContain("not live");
    }
}
