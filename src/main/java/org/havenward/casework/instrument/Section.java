package org.havenward.casework.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an instrument: one page of it. */
public record Section(
        String id,
        Text title,
        @Nullable Text lead,
        @Nullable Condition showIf,
        List<Item> items) {}
