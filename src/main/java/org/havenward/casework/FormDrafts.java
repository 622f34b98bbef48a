package org.havenward.casework;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Forms on a case that someone began and has not sent: sealed, and their writer's alone. */
@Service
@Transactional
public class FormDrafts {
    /** The longest draft that is kept, in characters of all its fields together. */
    public static final int LONGEST = 100_000;

    private static final TypeReference<LinkedHashMap<String, List<String>>> FIELDS = new TypeReference<>() {};

    private final Doorstep doorstep;
    private final CaseWords words;
    private final JdbcClient jdbc;
    private final Holds holds;
    private final Audit audit;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    FormDrafts(Doorstep doorstep, CaseWords words, JdbcClient jdbc, Holds holds, Audit audit, InstantSource clock) {
        this.doorstep = doorstep;
        this.words = words;
        this.jdbc = jdbc;
        this.holds = holds;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps what someone has filled in so far.
     *
     * @param form which form of the case, such as {@code "meeting/new"}
     */
    public void keep(Viewer viewer, CaseId id, String form, Map<String, List<String>> fields) {
        var found = doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var typed = new LinkedHashMap<String, List<String>>();
        fields.forEach((name, values) -> {
            var kept = values.stream().filter(value -> !value.isBlank()).toList();
            if (!kept.isEmpty()) {
                typed.put(name, kept);
            }
        });
        if (typed.isEmpty()) {
            discard(viewer, id, form);
            return;
        }
        var written = json.writeValueAsString(typed);
        if (written.length() > LONGEST) {
            return;
        }
        keepHeld(viewer, id, form);
        jdbc.sql("""
                        insert into case_form_draft (district_id, case_id, staff_id, form, fields, saved_at)
                        values (havenward_district(), :case, :who, :form, :fields, :at)
                        on conflict (district_id, case_id, staff_id, form)
                        do update set fields = excluded.fields, saved_at = excluded.saved_at
                        """)
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .param("form", form)
                .param("fields", words.seal(found.key(), place(viewer, id, form), written))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
    }

    /** What someone had begun; empty where nothing, or where its key is destroyed. */
    public Map<String, List<String>> of(Viewer viewer, CaseId id, String form) {
        var found = doorstep.enter(viewer, Need.OPEN_CASE, id);
        return jdbc.sql("select fields from case_form_draft where case_id = :case and staff_id = :who and form = :form")
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .param("form", form)
                .query((row, number) -> row.getBytes("fields"))
                .optional()
                .map(kept ->
                        words.open(found.key(), place(viewer, id, form), kept).orEmpty())
                .map(this::read)
                .orElse(Map.of());
    }

    void discard(Viewer viewer, CaseId id, String form) {
        keepHeld(viewer, id, form);
        jdbc.sql("delete from case_form_draft where case_id = :case and staff_id = :who and form = :form")
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .param("form", form)
                .update();
    }

    /** Under a legal hold nothing vanishes, also not what nobody else has seen. */
    private void keepHeld(Viewer viewer, CaseId id, String form) {
        if (!holds.holds(id)) {
            return;
        }
        jdbc.sql("""
                        insert into case_form_draft_kept (district_id, id, case_id, staff_id, form, fields, saved_at, kept_at)
                        select district_id, :id, case_id, staff_id, form, fields, saved_at, :at from case_form_draft
                        where case_id = :case and staff_id = :who and form = :form
                        """)
                .param("id", Ids.next())
                .param("at", Timestamp.from(clock.instant()))
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .param("form", form)
                .update();
    }

    private Map<String, List<String>> read(String written) {
        if (written.isEmpty()) {
            return Map.of();
        }
        try {
            return json.readValue(written, FIELDS);
        } catch (JacksonException unreadable) {
            return Map.of();
        }
    }

    private static String place(Viewer viewer, CaseId id, String form) {
        return "casework.form_draft/" + id.value() + "/" + viewer.staff().value() + "/" + form;
    }
}
