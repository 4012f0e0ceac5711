package dev.waybill.architecture;

import java.nio.file.Path;
import java.util.List;

/**
 * One source file, as the compiler's own parser sees it.
 *
 * @param texts its string literals and text blocks
 */
record SourceFile(Path path, int lines, List<Method> methods, List<String> texts) {
    /**
     * A method or constructor with a body.
     *
     * @param name with the class, such as {@code Runs.start}
     * @param lines from the line of its signature to the closing brace, without Javadoc and annotations
     * @param isConstructor of a class that is no record: a record takes whatever it holds
     */
    record Method(String name, int lines, int parameters, boolean isConstructor) {}
}
