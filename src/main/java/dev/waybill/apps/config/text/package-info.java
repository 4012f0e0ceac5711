/** What people write, as values: YAML, numbers, sizes, durations, and words that are close to others. Read {@link dev.waybill.apps.config.text.YamlTree} first. */
@NullMarked
package dev.waybill.apps.config.text;

import org.jspecify.annotations.NullMarked;
