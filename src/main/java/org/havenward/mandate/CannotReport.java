package org.havenward.mandate;

/** Something asked of a report that cannot be done now; a page says so beside the field, with what to do instead. */
public final class CannotReport extends RuntimeException {
    private final String field;
    private final String messageKey;
    private final boolean overtaken;

    private CannotReport(String field, String messageKey, boolean overtaken) {
        super(messageKey);
        this.field = field;
        this.messageKey = messageKey;
        this.overtaken = overtaken;
    }

    static CannotReport because(String field, String messageKey) {
        return new CannotReport(field, messageKey, false);
    }

    /** It was done already, or someone was faster. */
    static CannotReport overtaken(String field, String messageKey) {
        return new CannotReport(field, messageKey, true);
    }

    public String field() {
        return field;
    }

    public String messageKey() {
        return messageKey;
    }

    public boolean overtaken() {
        return overtaken;
    }
}
