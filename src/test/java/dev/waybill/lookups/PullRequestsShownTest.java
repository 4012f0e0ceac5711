package dev.waybill.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.TestCli;
import dev.waybill.store.Database;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people see of pull requests, on the command line and on pages. */
class PullRequestsShownTest extends PullRequestsFixture {
    private static final String HOSTILE = "<script>alert(1)</script> \u001b[2J\u202e😀 " + "x".repeat(10_000);

    @Override
    @Nullable
    Database database() {
        return null;
    }

    private String page(String path) throws Exception {
        var browser = Browser.at(server);
        return browser.get(path, browser.signIn(server.token())).text();
    }

    private TestCli waybill() throws Exception {
        return new TestCli(server.url(), server.token(), directory);
    }

    private void deployed() throws Exception {
        github.green(head(), "ci");
        client.awaitEnd(client.deploy("shop", ""));
    }

    @Test
    void commandLine_showsPullRequests() throws Exception {
        merged(7, "Add a cart", "risky", "ui");
        complete();

        var changes = waybill().run("changes", "shop", "in", "production");
        var rehearsal = waybill().run("deploy", "shop", "to", "production", "--dry-run");

        assertThat(changes.out())
                .contains(
                        "Ann (ann-at-github)  #7  risky  Change file7",
                        "#7  https://github.example.com/acme/shop/pull/7  Add a cart [risky, ui]",
                        "ui: #7",
                        "compared at " + github.url() + "/acme/shop/compare/");
        assertThat(rehearsal.out()).contains("#7 Add a cart [risky, ui]");
    }

    @Test
    void commandLine_saysWhatIsNotKnown() throws Exception {
        merged(7, "Add a cart");
        github.fail("POST /graphql", 502, Map.of(), "<html>", 1_000);

        assertThat(waybill().run("changes", "shop", "in", "production").err())
                .contains("pull requests are not known yet: GitHub");
        assertThat(waybill()
                        .run("deploy", "shop", "to", "production", "--dry-run")
                        .out())
                .contains("pull requests are not known yet: GitHub");
    }

    @Test
    void commandLine_showsTheLinksOfADeploy() throws Exception {
        var sha = merged(7, "Add a cart");
        deployed();

        assertThat(waybill().run("status", "shop/production#2").out())
                .contains("/acme/shop/commit/" + sha, "/acme/shop/compare/");
    }

    @Test
    void page_showsTheChangesOfADeploy() throws Exception {
        var sha = merged(7, "Add a cart", "risky", "ui");
        complete();
        deployed();

        assertThat(page("/apps/shop/production/2"))
                .contains("/acme/shop/commit/" + sha, "/apps/shop/production/2/changes");
        assertThat(page("/apps/shop/production/2/changes"))
                .contains(
                        "Changes of",
                        "Change file7",
                        "ann-at-github",
                        "href=\"https://github.example.com/acme/shop/pull/7\"",
                        "Add a cart",
                        "risky",
                        github.url() + "/acme/shop/compare/")
                .doesNotContain("not known");
        assertThat(page("/apps/shop/production/1")).doesNotContain("commit</a>", "commits</a>");
        assertThat(page("/apps/shop/production/1/changes")).contains("replaced nothing");
    }

    @Test
    void page_saysWhatIsNotKnown_andShowsTheRest() throws Exception {
        merged(7, "Add a cart");
        deployed();
        github.fail("POST /graphql", 502, Map.of(), "<html>", 1_000);

        assertThat(page("/apps/shop/production/2/changes"))
                .contains("Change file7", "pull requests are not known yet: GitHub", "Reload the page to ask again");
    }

    @Test
    void hostileTitles_areHarmless_everywhere() throws Exception {
        merged(7, HOSTILE, "<b>risky");
        complete();
        deployed();

        var page = page("/apps/shop/production/2/changes");
        var changes = waybill().run("changes", "shop", "--from", "main~1", "--to", "main");

        assertThat(page)
                .contains("&lt;script&gt;alert(1)", "😀", "&lt;b&gt;risky")
                .doesNotContain("<script>alert", "x".repeat(301), "\u001b", "\u202e");
        assertThat(changes.out()).contains("😀").doesNotContain("x".repeat(301), "\u001b", "\u202e");
    }

    @Test
    void linksThatAreNone_areNotShown() throws Exception {
        merged(7, "Add a cart");
        deployed();
        github.fail("POST /graphql", 200, Map.of("Content-Type", "application/json"), """
                {"data": {"repository": {"c0": {"author": {"user": {"login": "ann"}}, "associatedPullRequests": {"nodes": [
                    {"number": 8, "title": "Bad", "url": "javascript:alert(1)", "merged": true, "labels": {"nodes": []}},
                    {"number": 9, "title": "Quoted", "url": "https://x/\\"onclick=alert(1)", "merged": true}]}}}}}
                """, 1);
        complete("/api/0/apps/shop/changes/?from=main~1&to=main");

        assertThat(page("/apps/shop/production/2/changes"))
                .contains("ann", "Quoted")
                .doesNotContain("javascript:", "Bad", "\"onclick");
    }
}
