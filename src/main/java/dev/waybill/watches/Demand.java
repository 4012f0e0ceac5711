package dev.waybill.watches;

import dev.waybill.apps.App;

/** Tells what to watch. Asked for all apps whenever one has changed, so it must be quick; must not block. */
@FunctionalInterface
public interface Demand {
    /** Which refs of an app's repository to watch; a wish without names and tags for none. Depends on nothing but the app. */
    Wish of(App app);
}
