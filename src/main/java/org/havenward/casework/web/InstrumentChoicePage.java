package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.InstrumentShelf;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** Which instrument an assessment begins with. */
public record InstrumentChoicePage(
        CaseReading.Header header,
        List<InstrumentShelf.Volume> volumes,
        @Nullable String chosen,
        FormErrors errors) {
    public List<Option> options(Shell shell) {
        return volumes.stream()
                .filter(InstrumentShelf.Volume::mayUse)
                .map(volume -> new Option(
                        volume.hash(),
                        volume.instrument().title().in(shell.locale()),
                        volume.instrument().lead().in(shell.locale())))
                .toList();
    }

    /** Those that the viewer may not use by their license. */
    public List<InstrumentShelf.Volume> notTheirs() {
        return volumes.stream().filter(volume -> !volume.mayUse()).toList();
    }
}
