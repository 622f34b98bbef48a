package org.havenward.concern;

/** A short code for a concern, to read out on the phone: eight characters that can't be mistaken for each other. */
final class ReceiptCode {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ReceiptCode() {}

    static String of(ConcernId concern) {
        var bits = concern.value().getLeastSignificantBits();
        var code = new StringBuilder();
        for (int i = 7; i >= 0; i--) {
            code.append(LETTERS.charAt((int) (bits >>> (i * 5)) & 31));
            if (i == 4) {
                code.append('-');
            }
        }
        return code.toString();
    }
}
