package dev.waybill.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HistoryPagesTest extends SharedServer {
    private String page(String path, String cookie) throws Exception {
        return Browser.at(server).get(path, cookie).text();
    }

    /** Deploys that happened elsewhere need no command. */
    private void record(String app, int count, String reason) throws Exception {
        client.app(app, repository, "true");
        var sha = repository.git("rev-parse", "main");
        for (var i = 0; i < count; i++) {
            client.post("/api/0/apps/%s/envs/production/record/".formatted(app), Map.of("sha", sha, "reason", reason));
        }
    }

    @Test
    void history_goesOnByPages_withItsFilters() throws Exception {
        record("paged", 52, "<script>alert(1)</script>");
        var admin = Browser.at(server).signIn(server.token());

        var first = page("/history?app=paged&outcome=succeeded", admin);

        assertThat(first)
                .contains("/apps/paged/production/52\"", "/apps/paged/production/3\"", "&lt;script&gt;alert")
                .doesNotContain("/apps/paged/production/2\"", "<script>alert");
        var older = Pattern.compile("href=\"(/history[^\"]*before=[^\"]*)\"").matcher(first);
        assertThat(older.find()).isTrue();
        assertThat(page(older.group(1).replace("&amp;", "&"), admin))
                .contains("/apps/paged/production/2\"", "/apps/paged/production/1\"", ">Newest<")
                .doesNotContain("/apps/paged/production/3\"", ">Older");
        assertThat(page("/history?app=paged&by=automatic", admin)).contains("No deploy matches these filters");
        assertThat(page("/history?app=paged&task=restart", admin)).contains("No deploy matches these filters");
        assertThat(page("/history?app=paged&outcome=failed", admin)).contains("No deploy matches these filters");
        assertThat(page("/history?app=paged&by=people&task=deploy&user=admin&env=production", admin))
                .contains("/apps/paged/production/52\"");
    }

    @Test
    void csv_holdsEverything_andNoFormulas() throws Exception {
        record("sheet", 3, "=HYPERLINK(\"http://evil.example\")");
        var admin = Browser.at(server).signIn(server.token());

        var answer = Browser.at(server).get("/history.csv?app=sheet", admin);

        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.text().lines())
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("sheet,production,3,deploy,succeeded,admin,false,")
                .contains(",\"'=HYPERLINK(\"\"http://evil.example\"\")\",")
                .endsWith(server.url() + "/apps/sheet/production/3");
    }

    @Test
    void history_showsOnlyWhatTheReaderMayRead() throws Exception {
        record("secret", 1, "hidden");
        client.app("open", repository, "true");
        var made = client.post("/api/0/tokens/", Map.of("name", "o", "rights", List.of("read"), "apps", "open"));
        var reader = Browser.at(server).signIn(made.json().get("token").asString());

        assertThat(page("/history", reader))
                .contains("Nothing has ended yet", "waybill deploy shop to production --follow")
                .doesNotContain("secret");
        assertThat(page("/history.csv", reader)).doesNotContain("secret");
    }
}
