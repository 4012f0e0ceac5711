package dev.waybill.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.errors.Conflict;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists read all apps at once, so all of them together have a limit, too. */
class AppsLimitTest {
    private static final AppsLimit LIMIT = new AppsLimit(10_000);

    private static AppConfig config(int length) {
        Map<String, Object> fields = Map.of("repository", "/srv/shop", "deploy", "x".repeat(length));
        return new AppReader(TestPlugins.ALL).read(fields).config();
    }

    @Test
    void apps_growNoFurtherThanAllTogetherMay_butMayShrink(@TempDir Path directory) {
        try (var db = Db.open(EmbeddedTemplate.in(directory))) {
            var events = new Events(Time.system());
            var ann = db.write(tx -> new Access(db, events, Time.system()).named(tx, "ann"));
            var apps = new Apps(db, events, Time.system(), LIMIT);
            create(apps, "one", 4_000, ann);
            apps.apply(Map.of("ofFile", config(8_000)), Map.of());

            assertThatThrownBy(() -> create(apps, "two", 10, ann))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("would exceed 10000 bytes");
            assertThatThrownBy(() -> change(apps, "one", 4_001, ann)).isInstanceOf(Conflict.class);
            change(apps, "one", 3_000, ann);

            assertThat(apps.all()).extracting(App::name).containsExactly("ofFile", "one");
            assertThat(apps.app("one").version()).isEqualTo(2);
        }
    }

    private static void create(Apps apps, String name, int length, User user) {
        apps.create(new Apps.Draft(name, config(length)), user);
    }

    private static void change(Apps apps, String name, int length, User user) {
        apps.change(name, _ -> new Apps.Draft(name, config(length)), user, (_, _) -> {});
    }
}
