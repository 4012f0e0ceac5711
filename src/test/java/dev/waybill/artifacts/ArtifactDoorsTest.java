package dev.waybill.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page and the command line: how people get at the files that a deploy has left. */
class ArtifactDoorsTest extends SharedServer {
    @BeforeAll
    void deploy() throws Exception {
        var command = "mkdir out; printf 'a\\000b' > 'out/a <b>'; echo '<script>' > out/x.html";
        client.app("shop", repository, Map.of("command", command), Map.of("artifacts", List.of("out")));
        client.awaitEnd(client.deploy("shop", ""));
    }

    private TestCli.Done waybill(String... call) throws Exception {
        return new TestCli(server.url(), server.token(), directory).run(call);
    }

    @Test
    void page_linksToFiles_thatABrowserDoesNotShow() throws Exception {
        var browser = Browser.at(server);
        var session = browser.signIn(server.token());

        var page = browser.get("/apps/shop/production/1", session);
        var file = browser.get("/apps/shop/production/1/artifacts?name=out%2Fx.html", session);
        var unknown = browser.get("/apps/shop/production/1/artifacts?name=out", session);
        var stranger = browser.get("/apps/shop/production/1/artifacts?name=out%2Fx.html", "");

        assertThat(page.text())
                .contains("href=\"/apps/shop/production/1/artifacts?name=out%2Fa+%3Cb%3E\"", "out/a &lt;b&gt;")
                .contains("3 bytes");
        assertThat(file.text()).isEqualTo("<script>\n");
        assertThat(file.contentType()).isEqualTo("application/octet-stream");
        assertThat(file.response().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"x.html\";");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(stranger.status()).isEqualTo(303);
    }

    @Test
    void verb_listsThem() throws Exception {
        var list = waybill("artifacts", "shop/production#1");
        var json = waybill("artifacts", "shop/production/1", "--json").json();

        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out().lines()).hasSize(3);
        assertThat(list.out())
                .containsPattern("out/a <b> +3 +" + json.at("/0/sha256").asString());
        assertThat(json).hasSize(2);
    }

    @Test
    void verb_printsOne_orWritesAFile() throws Exception {
        var printed = waybill("artifacts", "shop/production#1", "out/a <b>");
        var file = directory.resolve("file");
        var written = waybill("artifacts", "shop/production#1", "out/a <b>", "--to", file.toString());
        var into = Files.createDirectories(directory.resolve("into"));
        waybill("artifacts", "shop/production#1", "out/x.html", "--to", into.toString());

        assertThat(printed.bytes()).isEqualTo(new byte[] {'a', 0, 'b'});
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(file).hasBinaryContent(new byte[] {'a', 0, 'b'});
        assertThat(into.resolve("x.html")).hasContent("<script>\n");
        assertThat(into).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void verb_tellsMistakes() throws Exception {
        var unknown = waybill("artifacts", "shop/production#1", "nosuch");
        var nowhere = waybill("artifacts", "shop/production#1", "out/x.html", "--to", "/nowhere/file");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("the deploy has no artifact \"nosuch\"; it has 2");
        assertThat(nowhere.err()).contains("/nowhere/file cannot be written: ");
        assertThat(waybill("artifacts", "shop/production#1", "--to", "x").code())
                .isEqualTo(2);
    }
}
