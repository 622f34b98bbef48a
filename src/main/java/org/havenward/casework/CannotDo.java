package org.havenward.casework;

/** Something asked of a case that cannot be done now; a page says so beside the field, with what to do instead. */
public final class CannotDo extends RuntimeException {
    private final String field;
    private final String messageKey;
    private final boolean overtaken;

    private CannotDo(String field, String messageKey, boolean overtaken) {
        super(messageKey);
        this.field = field;
        this.messageKey = messageKey;
        this.overtaken = overtaken;
    }

    public static CannotDo because(String field, String messageKey) {
        return new CannotDo(field, messageKey, false);
    }

    /** Someone else was faster. */
    public static CannotDo overtaken(String field, String messageKey) {
        return new CannotDo(field, messageKey, true);
    }

    public String field() {
        return field;
    }

    public String messageKey() {
        return messageKey;
    }

    /** Whether the record was changed by someone else since it was shown. */
    public boolean overtaken() {
        return overtaken;
    }
}
