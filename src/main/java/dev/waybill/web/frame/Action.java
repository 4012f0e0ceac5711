package dev.waybill.web.frame;

/** What a form does. Called from many threads; failures are shown on a page, with a link back. */
@FunctionalInterface
public interface Action {
    Outcome carryOut(Visit visit, Fields fields) throws Exception;

    /** How it went. */
    sealed interface Outcome {}

    /**
     * What happened.
     *
     * @param path the page to go to
     * @param notice what it says there once, such as {@code Lock on shop/production released}; empty for nothing
     */
    record Done(String path, String notice) implements Outcome {}

    /**
     * Nothing happened: the form is shown again, with what was typed and a sentence that says why.
     *
     * @param status of the answer, such as 409 if the form shows what has changed meanwhile
     */
    record Again(int status, Page page) implements Outcome {}
}
