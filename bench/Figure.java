/**
 * What was measured.
 *
 * @param bare the same without Waybill; 0 if there is no such thing
 */
record Figure(String name, double value, String unit, double bare, String aim) {
    static Figure millis(String name, double value, double bare, String aim) {
        return new Figure(name, value, "ms", bare, aim);
    }

    double ratio() {
        return bare > 0 ? value / bare : Double.NaN;
    }
}
