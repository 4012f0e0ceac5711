package dev.waybill.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderingTest {
    private static Rendering page(String nav, String heading, String... rows) {
        var body = new StringBuilder();
        for (var row : rows) {
            body.append("<!--[row-%1$s]--><p id=\"row-%1$s\">%2$s</p><!--[/]-->".formatted(row.charAt(0), row));
        }
        return Rendering.of(
                "<header><!--[nav]--><b id=\"nav\">%s</b><!--[/]--></header><main id=\"main\"><h1>%s</h1>%s</main>"
                        .formatted(nav, heading, body));
    }

    private static String stream(String id, String html) {
        return "<turbo-stream action=\"replace\" method=\"morph\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(id, html);
    }

    @Test
    void since_isEmpty_whenNothingHasChanged() {
        assertThat(page("1", "Quiet", "a", "b").since(page("1", "Quiet", "a", "b")))
                .isEmpty();
        assertThat(page("1", "Quiet", "a", "b").version())
                .isEqualTo(page("1", "Quiet", "a", "b").version());
    }

    @Test
    void since_hasThePiecesThatDiffer_andNoOthers() {
        var old = page("1", "Quiet", "a", "b");
        var now = page("2", "Quiet", "a", "b is new");

        assertThat(now.since(old))
                .isEqualTo(stream("nav", "<b id=\"nav\">2</b>") + stream("row-b", "<p id=\"row-b\">b is new</p>"));
        assertThat(now.version()).isNotEqualTo(old.version());
    }

    @Test
    void since_hasTheWholePage_whenAPieceComesOrGoes_orWhatIsBetweenHasChanged() {
        var old = page("1", "Quiet", "a", "b");

        for (var now :
                new Rendering[] {page("1", "Quiet", "a"), page("1", "Quiet", "a", "b", "c"), page("1", "Loud", "a", "b")
                }) {
            assertThat(now.since(old)).startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"main\">");
            assertThat(now.since(old)).endsWith(stream("nav", "<b id=\"nav\">1</b>"));
            assertThat(now.version()).isNotEqualTo(old.version());
        }
    }

    @Test
    void marks_thatPeopleWrite_areText() {
        var page = page("1", "&lt;!--[row-a]--&gt;evil&lt;!--[/]--&gt;", "a");

        assertThat(page.pieces()).containsOnlyKeys("nav", "row-a").containsEntry("row-a", "<p id=\"row-a\">a</p>");
    }

    private static Rendering logged(String state, String log) {
        return Rendering.of(
                "<main id=\"main\"><!--[state]--><p id=\"state\">%s</p><!--[/]--><div id=\"log\"><!--[own]-->%s<!--[/]--></div></main>"
                        .formatted(state, log));
    }

    @Test
    void since_sendsThePieceThatHasChanged_andNothingOfTheScripts() {
        assertThat(logged("ended", "two").since(logged("running", "one")))
                .contains("target=\"state\"", "ended")
                .doesNotContain("two", "target=\"main\"");
    }

    @Test
    void version_staysTheSame_whenOnlyScriptsHaveMore() {
        assertThat(logged("running", "one").version())
                .isEqualTo(logged("running", "two").version())
                .isNotEqualTo(logged("ended", "one").version());
    }
}
