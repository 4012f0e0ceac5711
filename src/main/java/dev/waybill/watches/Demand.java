package dev.waybill.watches;

import dev.waybill.apps.App;

/** Tells what to watch. Asked every few seconds for all apps, so it must be quick; must not block. */
@FunctionalInterface
public interface Demand {
    /** Which refs of an app's repository to watch; a wish without names and tags for none. */
    Wish of(App app);
}
