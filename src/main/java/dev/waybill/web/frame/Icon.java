package dev.waybill.web.frame;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * A picture from the sprite {@code icons.svg}. It is hidden from screen readers, because a word always stands beside it.
 *
 * @param name such as {@code lock}
 */
public record Icon(String name) implements Content {
    /** For templates: {@code ${Icon.of("lock")}}. */
    public static Content of(String name) {
        return new Icon(name);
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent("<svg class=\"icon icon-" + name + "\" aria-hidden=\"true\"><use href=\"");
        output.writeContent(Assets.path("icons.svg") + "#" + name + "\"/></svg>");
    }
}
