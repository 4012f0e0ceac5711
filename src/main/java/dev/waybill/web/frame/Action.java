package dev.waybill.web.frame;

/** What a form does. Called from many threads; failures are shown on a page, with a link back. */
@FunctionalInterface
public interface Action {
    Result carryOut(Visit visit, Fields fields) throws Exception;

    /** What became of it. */
    sealed interface Result {}

    /**
     * It happened.
     *
     * @param path the page to go to
     * @param notice what it says there once, such as {@code Lock on shop/production released}; empty for nothing
     */
    record Done(String path, String notice) implements Result {}

    /**
     * Nothing happened: the form is shown again with what was typed, and what is wrong with it.
     *
     * @param status of the answer, such as 422
     */
    record Again(int status, Page page) implements Result {}
}
