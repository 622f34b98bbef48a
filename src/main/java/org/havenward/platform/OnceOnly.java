package org.havenward.platform;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a repeated submission (double click, retry) one record. The key is kept in the same transaction as the record:
 * two that race wait for each other, and the second is given the first one's result.
 */
public interface OnceOnly {
    /**
     * @param actor who submits; keys of different people never meet
     * @param endpoint what is submitted to, such as {@code "concern.raise"}
     * @param key the submission's own key, from the form or the {@code Idempotency-Key} header; at most 200 characters
     * @param fingerprint the content of the submission; the same key with another content is refused
     * @param work makes the record and returns its id
     * @throws ReusedKeyException where the key came before with other content
     */
    Result once(UUID actor, String endpoint, String key, String fingerprint, Supplier<UUID> work);

    /** The record's id, and whether an earlier submission had made it. */
    record Result(UUID id, boolean repeated) {}
}
