package org.havenward.voice;

import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.platform.DistrictId;

/**
 * Someone who came forward has not been met, or answered, in time. Says neither who nor why.
 *
 * @param about the lesson after which they did, or the concern of their conversation
 * @param wish stands for the wish, so that a later one is told of again
 */
public record WishWaits(DistrictId district, RecordRef about, UUID wish) {}
