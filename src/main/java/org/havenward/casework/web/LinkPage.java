package org.havenward.casework.web;

import java.util.List;
import java.util.stream.Stream;
import org.havenward.casework.LinkDesk;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/** A link between two cases, and what was written on each side. */
public record LinkPage(
        LinkDesk.Talk talk,
        LinkForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<LinkDesk.Side> sides() {
        return List.of(talk.one(), talk.other());
    }

    public List<Option> recipients() {
        return Stream.of(talk.one().file(), talk.other().file())
                .map(file -> new Option(
                        file.id().value().toString(),
                        file.number(),
                        String.join(" · ", file.schoolName(), file.leadName())))
                .toList();
    }
}
