package org.havenward.mandate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.Holds;
import org.havenward.casework.SealedWords;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores written reports: what is being filled in, what was frozen, and how it was sent. All words sealed. */
@Repository
class PacketRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final CaseDoor door;
    private final Holds holds;

    PacketRows(JdbcClient jdbc, CaseDoor door, Holds holds) {
        this.jdbc = jdbc;
        this.door = door;
        this.holds = holds;
    }

    record Kept(Map<String, String> fields, Instant savedAt) {}

    @Nullable
    Kept draft(Duty duty) {
        return jdbc.sql("select fields, saved_at from mandate_packet_draft where duty_id = :duty")
                .param("duty", duty.id().value())
                .query((row, number) -> new Kept(
                        read(door.open(duty.caseId(), draftPlace(duty), row.getBytes("fields"))),
                        row.getTimestamp("saved_at").toInstant()))
                .optional()
                .orElse(null);
    }

    void keep(Duty duty, Map<String, String> fields, Instant now) {
        if (holds.holds(duty.caseId())) {
            keepHeld(duty, now);
        }
        jdbc.sql("""
                        insert into mandate_packet_draft (district_id, duty_id, fields, saved_at)
                        values (havenward_district(), :duty, :fields, :now)
                        on conflict (district_id, duty_id)
                        do update set fields = excluded.fields, saved_at = excluded.saved_at
                        """)
                .param("duty", duty.id().value())
                .param("fields", door.seal(duty.caseId(), draftPlace(duty), JSON.writeValueAsString(fields)))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Under a legal hold nothing vanishes, also not what nobody else has seen. */
    private void keepHeld(Duty duty, Instant now) {
        jdbc.sql("""
                        insert into mandate_packet_draft_kept (district_id, id, duty_id, fields, saved_at, kept_at)
                        select district_id, :id, duty_id, fields, saved_at, :now from mandate_packet_draft
                        where duty_id = :duty
                        """)
                .param("id", Ids.next())
                .param("now", Timestamp.from(now))
                .param("duty", duty.id().value())
                .update();
    }

    int nextVersion(Duty duty) {
        return jdbc.sql("select coalesce(max(version), 0) + 1 from mandate_packet where duty_id = :duty")
                .param("duty", duty.id().value())
                .query(Integer.class)
                .single();
    }

    UUID add(Duty duty, int version, Map<String, String> fields, String pdf, String sha256, StaffId by, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into mandate_packet (district_id, id, duty_id, version, fields, pdf, sha256, frozen_at,
                            by_staff)
                        values (havenward_district(), :id, :duty, :version, :fields, :pdf, :sha, :now, :by)
                        """)
                .param("id", id)
                .param("duty", duty.id().value())
                .param("version", version)
                .param("fields", door.seal(duty.caseId(), place(id, "fields"), JSON.writeValueAsString(fields)))
                .param("pdf", door.seal(duty.caseId(), place(id, "pdf"), pdf))
                .param("sha", sha256)
                .param("now", Timestamp.from(now))
                .param("by", by.value())
                .update();
        return id;
    }

    List<Packets.Frozen> frozen(Duty duty) {
        return jdbc.sql("""
                        select id, version, sha256, frozen_at from mandate_packet where duty_id = :duty
                        order by version desc
                        """)
                .param("duty", duty.id().value())
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    return new Packets.Frozen(
                            id,
                            row.getInt("version"),
                            row.getString("sha256"),
                            row.getTimestamp("frozen_at").toInstant(),
                            sendings(duty, id));
                })
                .list();
    }

    /** Empty where there is no such version; without text where its key is destroyed. */
    Optional<SealedWords> pdf(Duty duty, UUID packet) {
        return jdbc.sql("select pdf from mandate_packet where id = :id and duty_id = :duty")
                .param("id", packet)
                .param("duty", duty.id().value())
                .query((row, number) -> door.open(duty.caseId(), place(packet, "pdf"), row.getBytes("pdf")))
                .optional();
    }

    UUID addSending(Duty duty, UUID packet, SendingWay way, Instant sentAt, String to, StaffId by, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into mandate_sending (district_id, id, duty_id, packet_id, way, sent_at, recorded_at,
                            by_staff, sent_to)
                        values (havenward_district(), :id, :duty, :packet, :way, :sent, :now, :by, :to)
                        """)
                .param("id", id)
                .param("duty", duty.id().value())
                .param("packet", packet)
                .param("way", way.name())
                .param("sent", Timestamp.from(sentAt))
                .param("now", Timestamp.from(now))
                .param("by", by.value())
                .param("to", door.seal(duty.caseId(), "mandate.sending/" + id, to))
                .update();
        return id;
    }

    private List<Packets.Sending> sendings(Duty duty, UUID packet) {
        return jdbc.sql("select * from mandate_sending where packet_id = :packet order by sent_at, id")
                .param("packet", packet)
                .query((row, number) -> new Packets.Sending(
                        SendingWay.valueOf(row.getString("way")),
                        row.getTimestamp("sent_at").toInstant(),
                        door.open(
                                duty.caseId(),
                                "mandate.sending/" + row.getObject("id", UUID.class),
                                row.getBytes("sent_to"))))
                .list();
    }

    private static Map<String, String> read(SealedWords words) {
        return words.text() == null ? Map.of() : JSON.readValue(words.text(), new TypeReference<>() {});
    }

    private static String draftPlace(Duty duty) {
        return "mandate.draft/" + duty.id().value();
    }

    private static String place(UUID packet, String what) {
        return "mandate.packet/" + packet + "/" + what;
    }
}
