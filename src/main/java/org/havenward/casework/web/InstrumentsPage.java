package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of the district, and the import of a licensed one.
 *
 * @param mayAdd whether the viewer may import
 * @param content what was pasted
 * @param problems what is wrong with it
 */
public record InstrumentsPage(
        List<InstrumentShelf.Volume> volumes,
        boolean mayAdd,
        String content,
        List<InstrumentReader.Problem> problems,
        @Nullable String done,
        FormErrors errors) {}
