package org.havenward.platform;

/**
 * Envelope encryption. Each record about a student has a data key of its own, kept in the database only as wrapped by the
 * master key, which stays outside of it. All calls belong in a transaction of the district they are for.
 */
public interface Vault {
    /** Makes a data key for a record and stores it, wrapped. */
    KeyId newKey();

    /**
     * Seals a text.
     *
     * @param place where the text is kept, such as {@code "concern.narrative/" + id}: a sealed text moved elsewhere does
     *     not open
     */
    byte[] seal(KeyId key, String place, String text);

    /** Opens what {@link #seal} made for the same key and place. Throws {@link SealedTextException} otherwise. */
    String open(KeyId key, String place, byte[] sealed);

    /**
     * Destroys a key, and so all that it sealed.
     *
     * @throws KeyHeldException where a room says that it must be kept
     */
    void destroy(KeyId key);

    /**
     * A keyed hash (HMAC-SHA-256, 32 bytes) under the district's own key for a purpose, such as a search index. Alone of these
     * it may be asked for outside of a transaction.
     */
    byte[] mac(String purpose, byte[] data);
}
