package dev.waybill.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;
import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.block.element.RichTextSectionElement.Link;
import com.slack.api.model.block.element.RichTextSectionElement.Text;
import com.slack.api.model.block.element.RichTextSectionElement.User;
import com.slack.api.util.json.GsonBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonRichTextElementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Answers as Slack's own classes read them. */
class LookTest {
    private static final String URL = "https://deploy.example.com";

    private static List<String> elements(@Nullable String member, String text) {
        var json = JsonMapper.shared().writeValueAsString(Look.of(member, text, URL, null));
        var blocks = new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                .registerTypeAdapter(BlockElement.class, new GsonBlockElementFactory(true))
                .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
                .registerTypeAdapter(RichTextElement.class, new GsonRichTextElementFactory(true))
                .create()
                .fromJson(json, Message.class)
                .getBlocks();
        var section = (RichTextSectionElement)
                ((RichTextBlock) blocks.getFirst()).getElements().getFirst();
        return section.getElements().stream()
                .map(element -> switch (element) {
                    case Text words -> words.getText();
                    case Link link -> "link " + link.getUrl();
                    case User user -> "user " + user.getUserId();
                    default -> element.getType();
                })
                .toList();
    }

    @Test
    void pagesOfTheServer_areLinks_andNothingElseIs() {
        assertThat(elements(
                        "U1", "shop starts:\n%s/apps/shop/production/1\nsee https://evil.example.com".formatted(URL)))
                .containsExactly(
                        "user U1",
                        ": ",
                        "shop starts:\n",
                        "link %s/apps/shop/production/1".formatted(URL),
                        "\nsee https://evil.example.com");
    }

    @Test
    void hostileText_isText() {
        var hostile = "<!channel> *<@U1>* https://deploy.example.com.evil.com/x @here & more";

        assertThat(elements(null, hostile)).containsExactly(hostile);
        assertThat(Look.of(null, hostile, URL, null).text()).startsWith("&lt;!channel&gt; *&lt;@U1&gt;*");
    }

    @Test
    void longText_isCut() {
        assertThat(elements(null, "x".repeat(100_000)).getFirst())
                .hasSize(8_001)
                .endsWith("…");
    }
}
