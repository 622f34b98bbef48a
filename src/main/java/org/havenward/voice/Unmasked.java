package org.havenward.voice;

import org.havenward.access.RecordRef;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A step was taken on the way to the name behind a confidential message. */
public record Unmasked(
        DistrictId district, RecordRef concern, ConversationId conversation, Unmasking.Step step, StaffId by) {}
