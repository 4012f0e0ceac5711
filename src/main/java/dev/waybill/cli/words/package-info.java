/** The API's answers as text for people. Read {@link dev.waybill.cli.words.DeployWords} first. */
@NullMarked
package dev.waybill.cli.words;

import org.jspecify.annotations.NullMarked;
