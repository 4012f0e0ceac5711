package dev.waybill.web.frame;

/** What a form does. Called from many threads; failures are shown on a page, with a link back. */
@FunctionalInterface
public interface Action {
    Done carryOut(Visit visit, Fields fields) throws Exception;

    /**
     * What happened.
     *
     * @param path the page to go to
     * @param notice what it says there once, such as {@code Lock on shop/production released}; empty for nothing
     */
    record Done(String path, String notice) {}
}
