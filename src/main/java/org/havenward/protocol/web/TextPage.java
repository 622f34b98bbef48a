package org.havenward.protocol.web;

import java.util.List;
import org.havenward.protocol.ProtocolFault;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** A version as a file: to be read, and while it is a draft, to be written. */
public record TextPage(
        VersionHead head,
        int edition,
        String text,
        List<ProtocolFault.Problem> problems,
        FormErrors errors,
        @Nullable String noteKey) {}
