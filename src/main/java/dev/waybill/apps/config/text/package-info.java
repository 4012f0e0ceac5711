/**
 * Parses what people write: YAML, numbers, sizes, durations and misspelt words. Read {@link
 * dev.waybill.apps.config.text.YamlTree} first.
 */
@NullMarked
package dev.waybill.apps.config.text;

import org.jspecify.annotations.NullMarked;
