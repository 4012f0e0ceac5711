package dev.waybill.chat.grammar;

/** The name of a deploy, such as {@code shop/production#42}. */
public record DeployName(String app, String environment, int number) {
    @Override
    public String toString() {
        return "%s/%s#%d".formatted(app, environment, number);
    }
}
