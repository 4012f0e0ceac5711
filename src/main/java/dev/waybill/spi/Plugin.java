package dev.waybill.spi;

import java.util.List;

/**
 * Something that a configuration can name and configure: a provider, a check or a notifier. Created once, then called from many
 * threads at once.
 */
public interface Plugin {
    /** The word used in a configuration, such as {@code "shell"}. Never changes, and is unique among plug-ins of the same type. */
    String name();

    /** The settings that a configuration can contain, in display order. Others are refused when an app is saved. */
    List<Setting> settings();

    /** Reviews an app when it is saved and when it is deployed; must not do I/O. */
    default List<Remark> review(AppInfo app) {
        return List.of();
    }
}
