package dev.waybill.web.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;

/** Fills templates. Thread-safe. */
final class Renderer {
    /** Stands where the version of a page belongs until the page is complete. */
    private static final String MARK = "data-live=\"%d\"";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Renderer.class.getClassLoader(), "dev.waybill.web.pages");

    String html(Page page, Shell shell) {
        var model = new HashMap<>(page.model());
        model.put("shell", shell);
        var output = new StringOutput();
        templates.render(page.template(), model, output);
        return output.toString();
    }

    /** The same with its version, by which the stream of its changes knows what the reader has. */
    String live(Page page, Shell shell) {
        var html = html(page, shell);
        return html.replaceFirst(
                MARK.formatted(Shell.LIVE), MARK.formatted(Rendering.of(html).version()));
    }
}
