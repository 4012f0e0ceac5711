package dev.waybill.web.settings;

import dev.waybill.Browser;
import dev.waybill.Client;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of a page, as a browser sends it after somebody typed into it. */
record Sent(Browser browser, String cookie, String path, Map<String, String> fields) {
    private static final Pattern TEXT =
            Pattern.compile("<textarea [^>]*name=\"([^\"]+)\"[^>]*>\n?(.*?)</textarea>", Pattern.DOTALL);
    private static final Pattern INPUT =
            Pattern.compile("<input [^>]*name=\"([^\"]+)\"[^>]*?(?: value=\"([^\"]*)\")?[^>]*>");
    private static final Pattern CHOICE = Pattern.compile("<select id=\"([^\"]+)\".*?</select>", Pattern.DOTALL);
    private static final Pattern CHOSEN = Pattern.compile("<option value=\"([^\"]*)\" selected");
    private static final Pattern PLANNED = Pattern.compile("name=\"planned\" value=\"([^\"]+)\"");

    static Sent of(Browser browser, String cookie, String path) throws Exception {
        return from(
                browser,
                cookie,
                path.replaceFirst("\\?.*", ""),
                browser.get(path, cookie).text());
    }

    private static Sent from(Browser browser, String cookie, String path, String page) {
        var fields = new HashMap<String, String>();
        INPUT.matcher(page).results().forEach(it -> fields.put(it.group(1), it.group(2) == null ? "" : it.group(2)));
        TEXT.matcher(page).results().forEach(it -> fields.put(it.group(1), it.group(2)));
        CHOICE.matcher(page).results().forEach(it -> {
            var chosen = CHOSEN.matcher(it.group());
            fields.put(it.group(1), chosen.find() ? chosen.group(1) : "");
        });
        fields.replaceAll((_, value) -> value.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replace("\n", "\r\n"));
        return new Sent(browser, cookie, path, fields);
    }

    Sent with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Sent replacing(String name, String old, String value) {
        return with(name, String.valueOf(fields.get(name)).replace(old, value));
    }

    Client.Answer send() throws Exception {
        return browser.send(browser.form(path, fields).header("Cookie", cookie));
    }

    /** The form of the page that answers. */
    Sent next(Client.Answer answer) {
        return from(browser, cookie, path, answer.text());
    }

    /** Presses the button that applies the plan of a page. */
    Client.Answer apply(Client.Answer plan) throws Exception {
        return next(plan).with("planned", planned(plan)).send();
    }

    /** What identifies the plan of a page. */
    static String planned(Client.Answer page) {
        var planned = PLANNED.matcher(page.text());
        if (!planned.find()) {
            throw new AssertionError(page.text());
        }
        return planned.group(1);
    }
}
