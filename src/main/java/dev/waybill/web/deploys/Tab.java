package dev.waybill.web.deploys;

/** The views of a deploy. */
public enum Tab {
    LOG("Log", ""),
    CHANGES("Changes", "/changes"),
    GATES("Gates", "/gates"),
    CONFIG("Config used", "/config"),
    EVENTS("Events", "/events"),
    API("API", "/api");

    private final String label;
    private final String path;

    Tab(String label, String path) {
        this.label = label;
        this.path = path;
    }

    public String label() {
        return label;
    }

    /** What its path has after that of the deploy. */
    public String path() {
        return path;
    }
}
