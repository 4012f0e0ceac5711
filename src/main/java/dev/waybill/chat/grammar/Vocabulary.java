package dev.waybill.chat.grammar;

import java.util.Set;

/** The names that a sentence can contain. */
public interface Vocabulary {
    /** The apps that the speaker can read. */
    Set<String> apps();

    /**
     * The environments of an app: those that it names, and others that were deployed to.
     *
     * @param app one of {@link #apps}
     */
    Set<String> environments(String app);
}
