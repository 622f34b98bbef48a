package org.havenward.mandate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.Messages;
import org.springframework.stereotype.Component;

/** A written report on paper. In English, whoever writes it: the agencies read it. */
@Component
class PacketSheet {
    private static final Locale READERS = Locale.US;

    private final Messages messages;
    private final SchoolCalendar calendar;

    PacketSheet(Messages messages, SchoolCalendar calendar) {
        this.messages = messages;
        this.calendar = calendar;
    }

    /** @param version 0 for a draft */
    byte[] pdf(Duty duty, Map<String, String> fields, int version, Instant at) {
        var paper = new Paper(t("reports.packet.title"), READERS)
                .lead(
                        version == 0
                                ? t("reports.packet.draft", when(at))
                                : t("reports.packet.version", String.valueOf(version), when(at)));
        fields.forEach((field, text) ->
                paper.field(t("reports.field." + field), text.isBlank() ? t("reports.packet.not_known") : text));
        return paper.pdf();
    }

    /** The calls, as a written report names them. */
    String told(List<Proofs.CallRow> calls, Duty duty, Proofs proofs) {
        var lines = new StringBuilder();
        for (var call : calls) {
            var reference = proofs.reference(duty, call).orEmpty();
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(when(call.madeAt()))
                    .append(", ")
                    .append(proofs.agencyName(duty, call).orEmpty());
            if (!reference.isEmpty()) {
                lines.append(", ").append(t("reports.packet.reference", reference));
            }
        }
        return lines.toString();
    }

    private String when(Instant at) {
        ZoneId zone = calendar.zone();
        return DateTimeFormatter.ofPattern("MMMM d, yyyy, h:mm a zzz", READERS).format(at.atZone(zone));
    }

    private String t(String key, Object... arguments) {
        return messages.text(READERS, key, arguments);
    }
}
