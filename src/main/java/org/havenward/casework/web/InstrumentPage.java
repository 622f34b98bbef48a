package org.havenward.casework.web;

import java.util.Locale;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.instrument.Item;
import org.havenward.web.Shell;

/** An instrument, to read. */
public record InstrumentPage(InstrumentShelf.Volume volume, boolean mayWithdraw) {
    /** The roles of a license in words. */
    public String mayUse(Shell shell) {
        var license = volume.instrument().license();
        return license == null
                ? ""
                : String.join(
                        ", ",
                        license.mayUse().stream()
                                .map(word -> shell.t("access.role." + word))
                                .toList());
    }

    public static String kindKey(Item item) {
        return "casework.instrument.kind." + item.kind().name().toLowerCase(Locale.ROOT);
    }
}
